import { useState } from 'react'
import { UnsavedChanges } from '../../shared/UnsavedChanges.tsx'
import { UnsavedQuestion } from '../../shared/UnsavedQuestion.tsx'

/** Closing a drawer with something typed in it asks first. `question` belongs beside the drawer. */
export function useGuardedClose(dirty: boolean, onClose: () => void) {
  const [asking, setAsking] = useState(false)
  const question = (
    <>
      <UnsavedChanges when={dirty} />
      <UnsavedQuestion opened={asking} onStay={() => setAsking(false)} onLeave={onClose} />
    </>
  )
  return { close: () => (dirty ? setAsking(true) : onClose()), question }
}

import { useBlocker } from '@tanstack/react-router'
import { getSession } from '../lib/session.ts'
import { savedInTime } from '../lib/unsaved.ts'
import { UnsavedQuestion } from '../ui/UnsavedQuestion.tsx'

interface UnsavedChangesProps {
  when: boolean
  /** What can be saved at once is, and only what cannot is asked about. True when it is saved. */
  save?: () => Promise<boolean>
  /** What becomes of it, where it is not simply gone. */
  body?: string
}

/** While something is unsaved, leaving the page asks first: another screen, the back button, closing the tab. */
export function UnsavedChanges({ when, save, body }: UnsavedChangesProps) {
  const leaving = useBlocker({
    // The payment drawer and filters change the search only: the page stays, and so does what was typed. Whose session
    // has ended can only sign in.
    shouldBlockFn: async ({ current, next }) => {
      if (!when || current.pathname === next.pathname || getSession() === null) return false
      return !(save && (await savedInTime(save)))
    },
    enableBeforeUnload: () => when,
    withResolver: true,
  })
  const blocked = leaving.status === 'blocked'

  return (
    <UnsavedQuestion
      opened={blocked}
      body={body}
      onStay={() => blocked && leaving.reset()}
      onLeave={() => blocked && leaving.proceed()}
    />
  )
}

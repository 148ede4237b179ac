import { useEffect, useState } from 'react'
import { type Encounter, saveVisit } from '#contract/encounters.ts'
import { callApi } from '../../lib/api.ts'
import { getSession, hasLeft, watchSession } from '../../lib/session.ts'
import { useStore } from '../../lib/store.ts'
import { holdUnsaved } from '../../lib/unsaved.ts'
import { type Keeper, keepDraft, type Remembered } from './keep-draft.ts'

const prefix = 'polyclinic-visit-'

/** The draft of an open visit, saved by itself while the screen is open and once more when it closes. */
export function useDraft(clinicId: string, encounter: Encounter): Keeper & { state: ReturnType<Keeper['get']> } {
  const [keeper] = useState(() =>
    keepDraft({
      encounter,
      save: (version, patch) => callApi(saveVisit, { clinicId, encounterId: encounter.id, version, ...patch }),
      memory: memoryOf(encounter.id),
    }),
  )
  const state = useStore(keeper)
  useEffect(() => keeper.adopt(encounter), [keeper, encounter])
  useEffect(() => {
    const tryNow = () => void keeper.flush()
    const warn = (event: BeforeUnloadEvent) => {
      if (keeper.get().status === 'saved') return
      void keeper.flush()
      event.preventDefault()
    }
    keeper.start()
    const letGo = holdUnsaved(keeper.flush)
    window.addEventListener('online', tryNow)
    window.addEventListener('beforeunload', warn)
    return () => {
      letGo()
      window.removeEventListener('online', tryNow)
      window.removeEventListener('beforeunload', warn)
      if (keeper.get().status === 'typing') void keeper.flush()
      keeper.stop()
    }
  }, [keeper])
  return { ...keeper, state }
}

// In this tab only, for its writer only, and only until the server has it: what is written about a patient does not stay
// on a shared machine.
function memoryOf(encounterId: string) {
  const key = `${ownPrefix()}${encounterId}`
  return {
    read: (): Remembered | null => JSON.parse(sessionStorage.getItem(key) ?? 'null'),
    write: (value: Remembered) => {
      try {
        sessionStorage.setItem(key, JSON.stringify(value))
      } catch {
        // Full, or switched off: the text is still on the screen and on its way to the server.
      }
    },
    forget: () => sessionStorage.removeItem(key),
  }
}
const ownPrefix = () => `${prefix}${getSession()?.user.id}-`

/** What was typed into a visit before it was closed elsewhere, or null. It can still go into an addendum. */
export function unsavedNote(encounter: Encounter): string | null {
  const kept = memoryOf(encounter.id).read()
  return kept && kept.draft.note !== kept.base.note && kept.draft.note !== encounter.note ? kept.draft.note : null
}
export const forgetUnsaved = (encounterId: string) => memoryOf(encounterId).forget()

// A session that ended by itself leaves the text for the same person; signing out, or somebody else, takes it away.
function forgetOthers() {
  if (!getSession() && !hasLeft()) return
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith(prefix) && !key.startsWith(ownPrefix())) sessionStorage.removeItem(key)
}
forgetOthers()
watchSession(forgetOthers)

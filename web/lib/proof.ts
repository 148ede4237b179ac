import { createStore } from './store.ts'

/** The server wants to know again who sits here; the dialog of shared/ConfirmDialog.tsx asks. */
export const proofAsked = createStore<{ answer: (given: boolean) => void } | null>(null)
let asking: Promise<boolean> | null = null

/** True once the password or a code was right; false when the person would rather not. One dialog for all who wait. */
export function askForProof(): Promise<boolean> {
  asking ??= new Promise((resolve) => {
    proofAsked.set({
      answer(given) {
        proofAsked.set(null)
        asking = null
        resolve(given)
      },
    })
  })
  return asking
}

import { createStore } from '#web/lib/store.ts'

export interface NewCaller {
  fullName: string
  phone: string | null
}

// What was typed about a new caller goes with her into the drawer; not by the URL, which ends up in histories and logs.
const draft = createStore<NewCaller | null>(null)

export const tellDraft = draft.set
export const getDraft = draft.get

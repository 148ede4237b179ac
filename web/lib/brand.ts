import { createStore } from './store.ts'

/** The colour the app wears now: the branch's on screen, the host's at sign-in, ours when null. */
export const brandColor = createStore<string | null>(null)

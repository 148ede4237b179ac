import type { Encounter } from '#contract/encounters.ts'
import { ApiError, isSilence } from '../../lib/api-error.ts'
import { createStore, type Store } from '../../lib/store.ts'
import { type Draft, differing, draftOf, type Field, merge, type Patch, patchOf } from './draft.ts'

export interface DraftState {
  draft: Draft
  /** `offline`: kept here and tried again. `refused`: kept here, the server will not have it. */
  status: 'saved' | 'typing' | 'saving' | 'offline' | 'conflict' | 'refused'
  savedAt: Date | null
  conflict: { fields: Field[]; theirs: Encounter } | null
  error: ApiError | null
}

/** What is kept on this machine until the server has it. */
export interface Remembered {
  version: number
  base: Draft
  draft: Draft
}

export interface KeeperOptions {
  encounter: Encounter
  save: (version: number, patch: Patch) => Promise<Encounter>
  memory: { read(): Remembered | null; write(value: Remembered): void; forget(): void }
  /** From the last key to the save. */
  delayMs?: number
  retryMs?: number
}

export interface Keeper extends Store<DraftState> {
  change(patch: Partial<Draft>): void
  /** Saves now. True when the server has everything. */
  flush(): Promise<boolean>
  /** A newer visit was read: taken over unless something here is not saved yet. */
  adopt(encounter: Encounter): void
  resolve(keep: 'mine' | 'theirs'): void
  version(): number
  /** Saving by itself goes on from `start` to `stop`; a screen may do both more than once. */
  start(): void
  stop(): void
}

/**
 * Saves a visit while it is being written. One save at a time; what is typed meanwhile goes with the next one. Nothing
 * typed is lost: without an answer it is kept here and tried again, changed elsewhere it is merged field by field, and
 * where both changed the same field a person decides.
 */
export function keepDraft({ encounter, save, memory, delayMs = 800, retryMs = 4000 }: KeeperOptions): Keeper {
  let version = encounter.version
  let base = draftOf(encounter)
  let timer: ReturnType<typeof setTimeout> | undefined
  let underWay: Promise<void> | null = null
  let stopped = false
  const store = createStore<DraftState>({ draft: base, status: 'saved', savedAt: null, conflict: null, error: null })
  const tell = (news: Partial<DraftState>) => store.set({ ...store.get(), ...news })
  const isClean = () => differing(base, store.get().draft).length === 0

  function later(milliseconds: number) {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(() => void run(), milliseconds)
  }

  function change(patch: Partial<Draft>) {
    const draft = { ...store.get().draft, ...patch }
    const { status } = store.get()
    tell({ draft, status: status === 'conflict' ? 'conflict' : 'typing', error: null })
    memory.write({ version, base, draft })
    if (status !== 'conflict') later(delayMs)
  }

  function run(): Promise<void> {
    clearTimeout(timer)
    underWay ??= saveOnce().finally(() => {
      underWay = null
    })
    return underWay
  }

  async function saveOnce() {
    const sent = store.get().draft
    const changed = differing(base, sent)
    if (changed.length === 0) return settle()
    tell({ status: 'saving' })
    try {
      const saved = await save(version, patchOf(sent, changed))
      version = saved.version
      // What was sent, not what came back: the server trims, and a space just typed must not look like a change.
      base = sent
      settle()
    } catch (error) {
      fail(error)
    }
  }

  function settle() {
    if (!isClean()) {
      memory.write({ version, base, draft: store.get().draft })
      tell({ status: 'typing' })
      return later(delayMs)
    }
    memory.forget()
    tell({ status: 'saved', savedAt: new Date(), error: null })
  }

  function fail(error: unknown) {
    // Whatever else it was, the text is kept and tried again.
    if (!(error instanceof ApiError) || isSilence(error) || error.status >= 500 || error.status === 429) {
      tell({ status: 'offline' })
      return later(retryMs)
    }
    if (error.code === 'changed_meanwhile') return meet((error.detail as { theirs: Encounter }).theirs)
    tell({ status: 'refused', error })
  }

  /** Somebody else saved, or our own save arrived and only its answer was lost. */
  function meet(theirs: Encounter) {
    const { merged, conflicts } = merge(base, store.get().draft, draftOf(theirs))
    if (conflicts.length > 0) return tell({ status: 'conflict', conflict: { fields: conflicts, theirs } })
    version = theirs.version
    base = draftOf(theirs)
    tell({ draft: merged })
    settle()
  }

  const kept = memory.read()
  if (kept && encounter.status === 'open') {
    base = kept.base
    tell({ draft: kept.draft })
    meet(encounter)
  }

  return {
    ...store,
    change,
    async flush() {
      while (underWay) await underWay
      if (store.get().status !== 'conflict') await run()
      // Typed while that save was under way.
      if (store.get().status === 'typing') await run()
      return store.get().status === 'saved'
    },
    adopt(newer) {
      if (underWay || newer.version <= version || !isClean()) return
      version = newer.version
      base = draftOf(newer)
      tell({ draft: base })
    },
    resolve(keep) {
      const { conflict, draft } = store.get()
      if (!conflict) return
      const theirs = draftOf(conflict.theirs)
      const { merged } = merge(base, draft, theirs)
      const chosen = Object.fromEntries(
        conflict.fields.map((field) => [field, (keep === 'mine' ? draft : theirs)[field]]),
      )
      version = conflict.theirs.version
      base = theirs
      tell({ draft: { ...merged, ...chosen }, conflict: null, status: 'typing' })
      settle()
    },
    version: () => version,
    start() {
      stopped = false
      if (!isClean()) later(delayMs)
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Encounter } from '#contract/encounters.ts'
import { ApiError } from '../../lib/api-error.ts'
import { type Draft, merge, type Patch, patchOf } from './draft.ts'
import { keepDraft, type Remembered } from './keep-draft.ts'

const empty: Draft = { note: '', advice: '', followUpOn: null, prescription: [], diagnoses: [], services: [] }
const encounterWith = (given: Partial<Encounter> = {}) =>
  ({ ...empty, id: 'e1', status: 'open', version: 1, ...given }) as Encounter

/** A server with one visit, that refuses old versions. `down` answers nothing; `deaf` saves and answers nothing. */
function pretend() {
  const server = {
    now: encounterWith(),
    mood: 'well' as 'well' | 'down' | 'deaf',
    saves: [] as Patch[],
    async save(version: number, patch: Patch) {
      if (server.mood === 'down') throw new ApiError(0, 'network', '')
      if (version !== server.now.version) throw new ApiError(409, 'changed_meanwhile', '', { theirs: server.now })
      server.saves.push(patch)
      server.now = { ...server.now, ...(patch as Partial<Encounter>), version: version + 1 }
      if (server.mood === 'deaf') throw new ApiError(0, 'network', '')
      return server.now
    },
  }
  let kept: Remembered | null = null
  const memory = {
    read: () => kept,
    write: (value: Remembered) => {
      kept = structuredClone(value)
    },
    forget: () => {
      kept = null
    },
  }
  const open = () => keepDraft({ encounter: server.now, save: server.save, memory })
  return { server, open, kept: () => kept }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('what is typed is saved once, shortly after the last key', async () => {
  const { server, open, kept } = pretend()
  const keeper = open()
  for (const note of ['C', 'Ca', 'Caries']) keeper.change({ note })
  expect(keeper.get().status).toBe('typing')
  expect(kept()?.draft.note).toBe('Caries')
  await vi.advanceTimersByTimeAsync(1000)
  expect(server.saves).toEqual([{ note: 'Caries' }])
  expect(keeper.get().status).toBe('saved')
  expect(kept()).toBeNull()
})

test('what the server writes a little differently is not saved over and over', async () => {
  let saves = 0
  const keeper = keepDraft({
    encounter: encounterWith(),
    save: async (version, patch) => {
      saves += 1
      return encounterWith({ note: (patch.note ?? '').trim(), version: version + 1 })
    },
    memory: { read: () => null, write: () => {}, forget: () => {} },
  })
  keeper.change({ note: 'A space follows ' })
  await vi.advanceTimersByTimeAsync(10_000)
  expect(saves).toBe(1)
  expect(keeper.get()).toMatchObject({ status: 'saved', draft: { note: 'A space follows ' } })
})

test('a screen that was put away and shown again goes on saving', async () => {
  const { server, open } = pretend()
  const keeper = open()
  keeper.stop()
  keeper.change({ note: 'Typed in between' })
  await vi.advanceTimersByTimeAsync(5000)
  expect(server.saves).toEqual([])
  keeper.start()
  await vi.advanceTimersByTimeAsync(1000)
  expect(server.now.note).toBe('Typed in between')
})

test('what is typed during a save goes with the next one', async () => {
  const { server, open } = pretend()
  const keeper = open()
  keeper.change({ note: 'One' })
  const saving = keeper.flush()
  keeper.change({ note: 'One two' })
  expect(await saving).toBe(true)
  expect(server.now.note).toBe('One two')
})

test('without an answer the text stays, survives a reload, and is saved when the server is back', async () => {
  const { server, open } = pretend()
  server.mood = 'down'
  const first = open()
  first.change({ note: 'Written in a tunnel' })
  expect(await first.flush()).toBe(false)
  expect(first.get().status).toBe('offline')
  first.stop()

  server.mood = 'well'
  const second = open()
  expect(second.get().draft.note).toBe('Written in a tunnel')
  await vi.advanceTimersByTimeAsync(1000)
  expect(server.now.note).toBe('Written in a tunnel')
})

test('a save whose answer was lost is not taken for somebody else', async () => {
  const { server, open } = pretend()
  server.mood = 'deaf'
  const keeper = open()
  keeper.change({ note: 'Arrived' })
  await keeper.flush()
  server.mood = 'well'
  await vi.advanceTimersByTimeAsync(5000)
  expect(keeper.get()).toMatchObject({ status: 'saved', conflict: null })
  expect(server.saves).toHaveLength(1)
})

test('a save that fails in a way nobody thought of is tried again', async () => {
  let tries = 0
  const keeper = keepDraft({
    encounter: encounterWith(),
    save: async (version, patch) => {
      tries += 1
      if (tries === 1) throw new TypeError('Unexpected end of input')
      return encounterWith({ note: patch.note ?? '', version: version + 1 })
    },
    memory: { read: () => null, write: () => {}, forget: () => {} },
  })
  keeper.change({ note: 'Kept' })
  expect(await keeper.flush()).toBe(false)
  expect(keeper.get()).toMatchObject({ status: 'offline', draft: { note: 'Kept' } })
  await vi.advanceTimersByTimeAsync(5000)
  expect(keeper.get().status).toBe('saved')
})

describe('changed elsewhere', () => {
  test('in other fields, both are kept', async () => {
    const { server, open } = pretend()
    const keeper = open()
    server.now = { ...server.now, advice: 'Soft food', version: 2 }
    keeper.change({ note: 'Mine' })
    await keeper.flush()
    await vi.advanceTimersByTimeAsync(1000)
    expect(server.now).toMatchObject({ note: 'Mine', advice: 'Soft food' })
    expect(keeper.get().draft).toMatchObject({ note: 'Mine', advice: 'Soft food' })
  })

  test.each([
    ['mine', 'Mine'],
    ['theirs', 'Theirs'],
  ] as const)('in the same field, nothing is saved until a person keeps %s', async (keep, note) => {
    const { server, open } = pretend()
    const keeper = open()
    server.now = { ...server.now, note: 'Theirs', version: 2 }
    keeper.change({ note: 'Mine' })
    expect(await keeper.flush()).toBe(false)
    expect(keeper.get()).toMatchObject({
      status: 'conflict',
      conflict: { fields: ['note'], theirs: { note: 'Theirs' } },
    })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(server.now.note).toBe('Theirs')
    keeper.resolve(keep)
    await vi.advanceTimersByTimeAsync(1000)
    expect(server.now.note).toBe(note)
    expect(keeper.get()).toMatchObject({ status: 'saved', draft: { note } })
  })
})

test('a visit finished meanwhile keeps what was typed on the screen', async () => {
  const { open } = pretend()
  const keeper = open()
  const refusing = keepDraft({
    encounter: encounterWith(),
    save: async () => Promise.reject(new ApiError(409, 'finished', '')),
    memory: { read: () => null, write: () => {}, forget: () => {} },
  })
  refusing.change({ note: 'Too late' })
  expect(await refusing.flush()).toBe(false)
  expect(refusing.get()).toMatchObject({ status: 'refused', draft: { note: 'Too late' }, error: { code: 'finished' } })
  expect(keeper.get().status).toBe('saved')
})

test('a newer visit is taken over only when nothing is unsaved', () => {
  const { open } = pretend()
  const keeper = open()
  keeper.adopt(encounterWith({ note: 'Newer', version: 5 }))
  expect(keeper.get().draft.note).toBe('Newer')
  keeper.change({ note: 'Typing' })
  keeper.adopt(encounterWith({ note: 'Newest', version: 6 }))
  expect(keeper.get().draft.note).toBe('Typing')
})

test('merging takes each field from whoever changed it', () => {
  const { merged, conflicts } = merge(empty, { ...empty, note: 'a' }, { ...empty, note: 'b', advice: 'c' })
  expect(merged).toMatchObject({ note: 'a', advice: 'c' })
  expect(conflicts).toEqual(['note'])
  expect(merge(empty, { ...empty, note: 'same' }, { ...empty, note: 'same' }).conflicts).toEqual([])
})

test('a line that has no medicine yet is not sent', () => {
  const line = { medicine: ' ', drugClass: '', dose: '1-0-1', route: '', days: 5, advice: '' }
  expect(patchOf({ ...empty, prescription: [line] }, ['prescription'])).toEqual({ prescription: [] })
})

import { afterEach, expect, test, vi } from 'vitest'
import { englishLabels } from './english.test-help.ts'
import { createCalendarStore } from './store.ts'
import type { CalendarProps } from './types.ts'
import { createMover } from './use-move.ts'

afterEach(() => vi.useRealTimers())

/** Dr Ayesha sees Hamza at 10:00 for half an hour; Dr Bilal is away until noon. */
function desk(change: Partial<CalendarProps> = {}) {
  const onMove = vi.fn<CalendarProps['onMove']>(async () => undefined)
  const props: CalendarProps = {
    columns: [
      { id: 'ayesha', title: 'Dr Ayesha', open: [] },
      { id: 'bilal', title: 'Dr Bilal', open: [] },
    ],
    events: [{ id: 'hamza', columnId: 'ayesha', startsAt: 600, minutes: 30, title: 'Hamza', status: 'booked' }],
    range: { from: 480, to: 1080 },
    snapMinutes: 15,
    now: null,
    labels: englishLabels,
    onPick: () => undefined,
    onOpen: () => undefined,
    canDrop: (_, columnId, minute) => (columnId === 'bilal' && minute < 720 ? 'Dr Bilal is away until 12:00.' : null),
    onMove,
    ...change,
  }
  const cursor = { columnId: 'ayesha', minute: 600, eventId: 'hamza', focus: 1 }
  const store = createCalendarStore({ cursor, hover: null, move: null, said: '', shown: null })
  return { store, onMove: props.onMove, mover: createMover(store, { current: props }) }
}

test('a move says where it is, snapped, and is sent once when it is dropped', async () => {
  const { store, mover, onMove } = desk()
  mover.begin('hamza', 'keys')
  mover.to('bilal', 731)
  expect(store.get().said).toBe('Moved to 12:15 with Dr Bilal — Enter to confirm')
  await mover.drop()
  expect(onMove).toHaveBeenCalledExactlyOnceWith('hamza', 'bilal', 735)
  expect(store.get()).toMatchObject({ move: null, said: 'Hamza is now at 12:15 with Dr Bilal' })
  expect(store.get().cursor).toMatchObject({ columnId: 'bilal', minute: 735, eventId: 'hamza', focus: 2 })
})

test('a bad place is refused in words, by pointer let go, by keys kept until a good one', async () => {
  for (const by of ['pointer', 'keys'] as const) {
    const { store, mover, onMove } = desk()
    mover.begin('hamza', by)
    mover.to('bilal', 660)
    expect(store.get().said).toBe('11:00 with Dr Bilal: Dr Bilal is away until 12:00.')
    await mover.drop()
    expect(onMove).not.toHaveBeenCalled()
    expect(store.get().move?.stage).toBe(by === 'pointer' ? 'refused' : 'moving')
    mover.to('bilal', 720)
    await mover.drop()
    expect(onMove).toHaveBeenCalledTimes(by === 'pointer' ? 0 : 1)
    mover.clear()
  }
})

test('back where it was is no move, even between two steps', async () => {
  const event = { id: 'late', columnId: 'ayesha', startsAt: 605, minutes: 20, title: 'Late', status: 'booked' as const }
  const { store, mover, onMove } = desk({ events: [event] })
  mover.begin('late', 'pointer')
  mover.to('ayesha', 660)
  mover.to('ayesha', 605)
  await mover.drop()
  expect(onMove).not.toHaveBeenCalled()
  expect(store.get()).toMatchObject({ move: null, said: 'Not moved' })
})

test('what the server refuses, or what breaks on the way, stays to be read for six seconds', async () => {
  vi.useFakeTimers()
  const broken = () => Promise.reject(new Error('offline'))
  const taken = async () => 'Somebody has just taken 12:00.'
  for (const [onMove, sentence] of [
    [taken, 'Somebody has just taken 12:00.'],
    [broken, englishLabels.moveFailed],
  ] as const) {
    const { store, mover } = desk({ onMove })
    mover.begin('hamza', 'pointer')
    mover.to('ayesha', 720)
    await mover.drop()
    expect(store.get()).toMatchObject({ said: sentence, move: { stage: 'refused', refusal: sentence } })
    vi.advanceTimersByTime(5999)
    expect(store.get().move).not.toBeNull()
    vi.advanceTimersByTime(1)
    expect(store.get().move).toBeNull()
  }
})

test('while one move is saved a second one does not begin, and nothing cancels it', async () => {
  let answer: () => void = () => undefined
  const { store, mover } = desk({ onMove: () => new Promise<void>((resolve) => (answer = resolve)) })
  mover.begin('hamza', 'keys')
  mover.to('ayesha', 720)
  const saved = mover.drop()
  expect(store.get().move?.stage).toBe('saving')
  expect(mover.begin('hamza', 'pointer')).toBe(false)
  mover.cancel()
  expect(store.get().move?.stage).toBe('saving')
  answer()
  await saved
  expect(mover.begin('hamza', 'pointer')).toBe(true)
})

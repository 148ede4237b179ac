import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layLanes } from './lanes.ts'

const events = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 5, max: 90 })), { maxLength: 30 })
  .map((list) => list.map(([startsAt, minutes], index) => ({ id: `e${index}`, startsAt, minutes })))

test('no two events that share time share a strip, at any shortest card', () => {
  fc.assert(
    fc.property(events, fc.constantFrom(0, 10), (list, least) => {
      const lanes = layLanes(list, least)
      for (const a of list) {
        for (const b of list) {
          const endA = a.startsAt + Math.max(a.minutes, least)
          const endB = b.startsAt + Math.max(b.minutes, least)
          if (a.id >= b.id || a.startsAt >= endB || b.startsAt >= endA) continue
          const [la, lb] = [lanes.get(a.id)!, lanes.get(b.id)!]
          expect(la.lanes).toBe(lb.lanes)
          expect(la.lane + la.width <= lb.lane || lb.lane + lb.width <= la.lane).toBe(true)
        }
      }
    }),
  )
})

test('every event is placed, inside its column', () => {
  fc.assert(
    fc.property(events, (list) => {
      const lanes = layLanes(list)
      expect(lanes.size).toBe(list.length)
      for (const { lane, lanes: all, width } of lanes.values()) expect(lane >= 0 && lane + width <= all).toBe(true)
    }),
  )
})

test('the order in which events arrive does not change the picture', () => {
  fc.assert(
    fc.property(events, (list) => {
      expect([...layLanes([...list].reverse())].sort()).toEqual([...layLanes(list)].sort())
    }),
  )
})

test('an event alone takes the whole column and a neighbour after it too', () => {
  const lanes = layLanes([
    { id: 'a', startsAt: 600, minutes: 30 },
    { id: 'b', startsAt: 630, minutes: 30 },
  ])
  expect(lanes.get('a')).toEqual({ lane: 0, lanes: 1, width: 1 })
  expect(lanes.get('b')).toEqual({ lane: 0, lanes: 1, width: 1 })
})

test('an event widens into the strips that are free beside it', () => {
  const lanes = layLanes([
    { id: 'long', startsAt: 540, minutes: 120 },
    { id: 'one', startsAt: 540, minutes: 30 },
    { id: 'two', startsAt: 550, minutes: 20 },
    { id: 'late', startsAt: 600, minutes: 30 },
  ])
  expect(lanes.get('two')).toEqual({ lane: 2, lanes: 3, width: 1 })
  expect(lanes.get('late')).toEqual({ lane: 1, lanes: 3, width: 2 })
})

test('two visits of five minutes stand side by side when their cards are drawn ten minutes tall', () => {
  const visits = [
    { id: 'a', startsAt: 600, minutes: 5 },
    { id: 'b', startsAt: 605, minutes: 5 },
  ]
  expect(layLanes(visits, 10).get('b')).toEqual({ lane: 1, lanes: 2, width: 1 })
  expect(layLanes(visits, 5).get('b')).toEqual({ lane: 0, lanes: 1, width: 1 })
})

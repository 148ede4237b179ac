import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  clip,
  closedSpans,
  columnAt,
  dayRange,
  edgePull,
  fitStart,
  hourMarks,
  pixelToMinute,
  type Scale,
  snapDown,
  snapNear,
} from './geometry.ts'

const day = { from: 8 * 60, to: 20 * 60 }
const minuteToPixel = (at: number, { from, to, height }: Scale) => ((at - from) / (to - from)) * height
const minute = fc.integer({ min: 0, max: 1439 })
const step = fc.constantFrom(5, 10, 15, 20, 30, 60)
const span = fc.tuple(minute, fc.integer({ min: 1, max: 300 })).map(([from, length]) => ({ from, to: from + length }))

test('a minute drawn and read back is the same minute, at any height', () => {
  fc.assert(
    fc.property(minute, fc.double({ min: 50, max: 5000, noNaN: true }), (at, height) => {
      const scale = { ...day, height }
      expect(pixelToMinute(minuteToPixel(at, scale), scale)).toBeCloseTo(at, 6)
    }),
  )
})

test('later is always lower', () => {
  fc.assert(
    fc.property(minute, minute, (a, b) => {
      const scale = { ...day, height: 1152 }
      expect(Math.sign(minuteToPixel(a, scale) - minuteToPixel(b, scale))).toBe(Math.sign(a - b))
    }),
  )
})

test('snapping lands on a step, never further than half a step away, and again changes nothing', () => {
  fc.assert(
    fc.property(minute, step, (at, by) => {
      const near = snapNear(at, by)
      expect(near % by).toBe(0)
      expect(Math.abs(near - at)).toBeLessThanOrEqual(by / 2)
      expect(snapNear(near, by)).toBe(near)
      const down = snapDown(at, by)
      expect(down <= at && at < down + by).toBe(true)
    }),
  )
})

test('a fitted start keeps the whole event inside the day', () => {
  fc.assert(
    fc.property(minute, step, fc.integer({ min: 5, max: 240 }), (at, by, minutes) => {
      const start = fitStart(at, minutes, day, by)
      expect(start).toBeGreaterThanOrEqual(day.from)
      expect(start + minutes).toBeLessThanOrEqual(day.to)
      expect(start % by).toBe(0)
    }),
  )
  expect(fitStart(900, 24 * 60, day, 15)).toBe(day.from)
})

test('closed time is exactly the time that is in no open span', () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 5 }), minute, (open, at) => {
      const closed = closedSpans(open, day)
      const inside = day.from <= at && at < day.to
      const isOpen = open.some((one) => one.from <= at && at < one.to)
      expect(closed.some((one) => one.from <= at && at < one.to)).toBe(inside && !isOpen)
    }),
  )
  expect(closedSpans([{ from: 540, to: 780 }], day)).toEqual([
    { from: 480, to: 540 },
    { from: 780, to: 1200 },
  ])
})

test('a clipped span lies inside the day and one outside is gone', () => {
  expect(clip({ from: 420, to: 500 }, day)).toEqual({ from: 480, to: 500 })
  expect(clip({ from: 420, to: 480 }, day)).toBeNull()
})

test('the column under the pointer wins, and outside of all the nearest', () => {
  const boxes = [
    { id: 'right', left: 200, right: 300 },
    { id: 'left', left: 100, right: 200 },
  ]
  expect(columnAt(150, boxes)).toBe('left')
  expect(columnAt(-40, boxes)).toBe('left')
  expect(columnAt(999, boxes)).toBe('right')
  expect(columnAt(1, [])).toBeNull()
})

test('edges pull outwards, harder the closer, and the middle does not pull', () => {
  expect(edgePull(300, 0, 600)).toBe(0)
  expect(edgePull(39, 0, 600)).toBeLessThan(0)
  expect(edgePull(5, 0, 600)).toBeLessThan(edgePull(35, 0, 600))
  expect(edgePull(595, 0, 600)).toBeGreaterThan(0)
  expect(edgePull(9999, 0, 600)).toBe(16)
})

test('the drawn day holds open time and early or late events, in full hours', () => {
  const column = { id: 'a', title: 'A', open: [{ from: 550, to: 1000 }] }
  const early = { id: 'e', columnId: 'a', startsAt: 470, minutes: 15, title: '', status: 'booked' as const }
  expect(dayRange([column], [], day)).toEqual({ from: 540, to: 1020 })
  expect(dayRange([column], [early], day)).toEqual({ from: 420, to: 1020 })
  expect(dayRange([], [], day)).toBe(day)
  expect(hourMarks({ from: 450, to: 600 })).toEqual([480, 540])
})

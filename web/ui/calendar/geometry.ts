import type { CalendarColumn, CalendarEvent, Span } from './types.ts'

/** A stretch of the day and the CSS pixels it is drawn on. */
export type Scale = Span & { height: number }

export type ColumnBox = { id: string; left: number; right: number }

export function pixelToMinute(pixel: number, scale: Scale): number {
  return scale.from + (pixel / scale.height) * (scale.to - scale.from)
}

/** The nearest multiple of `step` minutes. */
export function snapNear(minute: number, step: number): number {
  return Math.round(minute / step) * step
}

/** The last multiple of `step` minutes at or before the minute: the row a pointer is in. */
export function snapDown(minute: number, step: number): number {
  return Math.floor(minute / step) * step
}

/** The nearest snapped start at which the whole event lies inside the range; an event longer than the range starts with it. */
export function fitStart(minute: number, minutes: number, range: Span, step: number): number {
  const first = Math.ceil(range.from / step) * step
  const last = Math.max(first, snapDown(range.to - minutes, step))
  return Math.min(last, Math.max(first, snapNear(minute, step)))
}

/** The part of a span that is drawn, or null when all of it lies outside. */
export function clip(span: Span, range: Span): Span | null {
  const from = Math.max(span.from, range.from)
  const to = Math.min(span.to, range.to)
  return from < to ? { from, to } : null
}

/** What is left of the range without the open spans, in order. */
export function closedSpans(open: Span[], range: Span): Span[] {
  const closed: Span[] = []
  let at = range.from
  for (const span of [...open].sort((a, b) => a.from - b.from)) {
    if (span.from > at) closed.push({ from: at, to: Math.min(span.from, range.to) })
    at = Math.max(at, span.to)
    if (at >= range.to) break
  }
  if (at < range.to) closed.push({ from: at, to: range.to })
  return closed.filter((span) => span.from < span.to)
}

/** The column under x, or the nearest one beside it. */
export function columnAt(x: number, boxes: ColumnBox[]): string | null {
  const distance = (box: ColumnBox) => Math.max(box.left - x, x - box.right, 0)
  let best: ColumnBox | null = null
  for (const box of boxes) if (!best || distance(box) < distance(best)) best = box
  return best?.id ?? null
}

/** Pixels to scroll in this frame when the pointer is near an edge: negative towards `low`, 0 in the middle. */
export function edgePull(at: number, low: number, high: number, zone = 40, fastest = 16): number {
  const reach = Math.min(zone, (high - low) / 4)
  const pull = (depth: number) => Math.ceil((Math.min(depth, reach) / reach) * fastest)
  if (at < low + reach) return -pull(low + reach - at)
  if (at > high - reach) return pull(at - (high - reach))
  return 0
}

/** The full hours inside the range. */
export function hourMarks(range: Span): number[] {
  const marks: number[] = []
  for (let minute = Math.ceil(range.from / 60) * 60; minute < range.to; minute += 60) marks.push(minute)
  return marks
}

/** Full hours that hold all open time and every event; `fallback` when there is neither. */
export function dayRange(columns: CalendarColumn[], events: CalendarEvent[], fallback: Span): Span {
  const spans = [
    ...columns.flatMap((column) => column.open),
    ...events.map((event) => ({ from: event.startsAt, to: event.startsAt + event.minutes })),
  ]
  if (spans.length === 0) return fallback
  const from = Math.floor(Math.min(...spans.map((span) => span.from)) / 60) * 60
  const to = Math.ceil(Math.max(...spans.map((span) => span.to)) / 60) * 60
  return { from: Math.max(0, from), to: Math.min(24 * 60, to) }
}

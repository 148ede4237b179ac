import { IconPlus } from '@tabler/icons-react'
import { type CSSProperties, useRef } from 'react'
import styles from './slots.module.css'
import { useCalendarState } from './store.ts'
import type { CalendarColumn, CalendarLabels, Span } from './types.ts'
import { useFocusTurn } from './use-focus-turn.ts'

/** What is needed to draw and to name one place of a column. */
export type PlaceWords = {
  column: CalendarColumn
  range: Span
  closed: Span[]
  labels: CalendarLabels
  snapMinutes: number
}

const within = (minute: number) => (span: Span) => span.from <= minute && minute < span.to

const at = (minute: number, minutes: number, range: Span) =>
  ({ '--at': minute - range.from, '--for': minutes }) as CSSProperties

/** The empty place under the mouse, with the time a click would pick. */
export function HoverSlot({ column, range, labels, snapMinutes }: PlaceWords) {
  const minute = useCalendarState(({ hover }) => (hover?.columnId === column.id ? hover.minute : null))
  if (minute === null) return null
  return (
    <div className={styles.hover} style={at(minute, snapMinutes, range)} aria-hidden>
      <IconPlus size={12} stroke={2.4} />
      {labels.time(minute)}
    </div>
  )
}

/** The empty place under the keyboard: one element in the whole calendar, wherever the arrows lead. */
export function CursorCell({ column, range, closed, labels, snapMinutes }: PlaceWords) {
  const cell = useRef<HTMLDivElement>(null)
  const mine = useCalendarState(({ cursor }) => (cursor.columnId === column.id && !cursor.eventId ? cursor : null))
  useFocusTurn(cell, mine?.focus ?? -1)
  if (!mine) return null

  const away = column.away?.find(within(mine.minute))?.label
  const note = away ?? (closed.some(within(mine.minute)) ? labels.closed : null)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cell cannot be placed by the minute
    <div
      ref={cell}
      role="gridcell"
      tabIndex={0}
      aria-label={labels.free({ time: labels.time(mine.minute), column: column.title, note })}
      className={styles.cursor}
      data-cursor
      style={at(mine.minute, snapMinutes, range)}
    >
      <IconPlus size={12} stroke={2.4} />
      {labels.time(mine.minute)}
    </div>
  )
}

/** The place that is being booked in a drawer beside the calendar. */
export function DraftSlot(props: PlaceWords & { minute: number; minutes: number; label?: string }) {
  const { minute, minutes, range, labels, label } = props
  return (
    <div className={styles.draft} style={at(minute, minutes, range)} aria-hidden>
      {labels.time(minute)} {label}
    </div>
  )
}

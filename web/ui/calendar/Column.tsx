import { type CSSProperties, memo, useMemo } from 'react'
import { ColumnHead } from './ColumnHead.tsx'
import styles from './calendar.module.css'
import { EventCard } from './EventCard.tsx'
import { Ghost } from './Ghost.tsx'
import { clip, closedSpans } from './geometry.ts'
import { inOrder, layLanes } from './lanes.ts'
import { CursorCell, DraftSlot, HoverSlot, type PlaceWords } from './Slots.tsx'
import type { AwaySpan, CalendarColumn, CalendarEvent, CalendarLabels, CalendarSelection, Span } from './types.ts'

type Props = {
  column: CalendarColumn
  events: CalendarEvent[]
  range: Span
  snapMinutes: number
  leastMinutes: number
  now: number | null
  /** Only when it concerns this column: the others need not render. */
  selection: CalendarSelection
  labels: CalendarLabels
  /** Refusals of the last columns open inwards. */
  nearEnd: boolean
}

export const Column = memo(function Column(props: Props) {
  const { column, events, range, labels, selection } = props
  const ordered = useMemo(() => inOrder(events), [events])
  const lanes = useMemo(() => layLanes(events, props.leastMinutes), [events, props.leastMinutes])
  const closed = useMemo(() => closedSpans(column.open, range), [column.open, range])
  const words: PlaceWords = { column, range, closed, labels, snapMinutes: props.snapMinutes }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table row cannot stand upright
    // biome-ignore lint/a11y/useFocusableInteractive: the cells inside take the focus, one at a time
    <div role="row" className={styles.column} data-column={column.id}>
      <ColumnHead column={column} labels={labels} />
      <div className={styles.body} data-column-body={column.id}>
        {closed.map((span) => (
          <div key={span.from} className={styles.closed} style={placed(span, range)} />
        ))}
        {column.away?.map((span) => (
          <Away key={`${span.kind}${span.from}`} span={span} range={range} />
        ))}
        <HoverSlot {...words} />
        {ordered.map((event) => (
          <EventCard
            key={event.id}
            event={event}
            range={range}
            labels={labels}
            selected={selection !== null && 'eventId' in selection && selection.eventId === event.id}
            {...lanes.get(event.id)!}
          />
        ))}
        {selection && 'minute' in selection && <DraftSlot {...words} {...selection} />}
        <CursorCell {...words} />
        {props.now !== null && (
          <div className={styles.now} style={{ '--at': props.now - range.from } as CSSProperties} />
        )}
        <Ghost columnId={column.id} range={range} labels={labels} nearEnd={props.nearEnd} />
      </div>
    </div>
  )
})

function Away({ span, range }: { span: AwaySpan; range: Span }) {
  const drawn = clip(span, range)
  if (!drawn) return null
  return (
    // Spoken by the column's header and by each empty place; here it would be read without its time.
    <div className={styles.away} data-kind={span.kind} style={placed(drawn, range)} aria-hidden>
      <span className={styles.awayLabel}>{span.label}</span>
    </div>
  )
}

function placed(span: Span, range: Span) {
  return { '--at': span.from - range.from, '--for': span.to - span.from } as CSSProperties
}

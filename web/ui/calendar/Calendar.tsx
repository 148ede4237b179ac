import { type CSSProperties, type FocusEvent, type MouseEvent, type PointerEvent, useEffect, useRef } from 'react'
import { measureBoard } from './board.ts'
import { Column } from './Column.tsx'
import { ColumnTabs } from './ColumnTabs.tsx'
import styles from './calendar.module.css'
import { snapDown } from './geometry.ts'
import spoken from './spoken.module.css'
import { CalendarStoreContext, type Place, useCalendarState } from './store.ts'
import { TimeGutter } from './TimeGutter.tsx'
import type { CalendarProps, CalendarSelection } from './types.ts'
import { firstMinute, useCalendarStore, useEventsByColumn } from './use-calendar.ts'
import { useDrag } from './use-drag.ts'
import { useKeys } from './use-keys.ts'
import { useMove } from './use-move.ts'
import { useShownColumn } from './use-shown-column.ts'

/** In CSS pixels: columns share the width, and scroll sideways below this. */
const leastColumnPixels = 88
/** A quarter of an hour is one line of text. */
const pixelsPerMinute = 1.6
/** The least height at which a card is still a line of text, in CSS pixels. */
const leastCardPixels = 15

/** What is left visible above the present time when the day opens. */
const minutesBefore = 45

/** A day with a column per doctor or chair, or a doctor's week with a column per day. Knows nothing of clinics. */
export function Calendar(props: CalendarProps) {
  const { columns, events, range, snapMinutes, now, selection = null, labels } = props
  const scroller = useRef<HTMLDivElement>(null)
  const { store, latest } = useCalendarStore(props)
  const mover = useMove(store, latest)
  const drag = useDrag(scroller, latest, mover)
  const onKeyDown = useKeys(store, latest, mover)
  const eventsOf = useEventsByColumn(events)
  useShownColumn(scroller, columns, store)

  useEffect(() => {
    const minute = firstMinute(latest.current) - minutesBefore - latest.current.range.from
    scroller.current?.scrollTo({ top: minute * pixelsPerMinute, behavior: 'instant' })
  }, [latest])

  /** The empty place under a pointer, or null over an event, a header or the gutter. */
  function placeUnder(event: MouseEvent): Place | null {
    const target = event.target as HTMLElement
    const body = target.closest<HTMLElement>('[data-column-body]')
    if (!body || target.closest('[data-event]')) return null
    const minute = measureBoard(scroller.current!, range).minuteAt(event.clientY)
    return { columnId: body.dataset.columnBody!, minute: snapDown(minute, snapMinutes) }
  }

  function onPointerMove(event: PointerEvent) {
    if (event.pointerType !== 'mouse' || event.buttons !== 0) return
    const place = placeUnder(event)
    const { hover } = store.get()
    if (place?.minute !== hover?.minute || place?.columnId !== hover?.columnId) store.set({ hover: place })
  }

  function onClick(event: MouseEvent) {
    if (drag.swallowsClick()) return
    if (store.get().move?.by === 'keys') mover.cancel()
    mover.clear()
    const eventId = (event.target as HTMLElement).closest<HTMLElement>('[data-event]')?.dataset.event
    if (eventId) return props.onOpen(eventId)
    const place = placeUnder(event)
    if (!place) return
    // The focus comes here first, so that a drawer gives it back to the place it was opened from.
    store.set({ hover: null, cursor: { ...place, eventId: null, focus: store.get().cursor.focus + 1 } })
    props.onPick(place.columnId, place.minute)
  }

  function onFocus(event: FocusEvent) {
    const eventId = (event.target as HTMLElement).dataset.event
    const found = events.find((one) => one.id === eventId)
    const { cursor } = store.get()
    if (!found || cursor.eventId === found.id) return
    store.set({ cursor: { columnId: found.columnId, minute: found.startsAt, eventId: found.id, focus: cursor.focus } })
  }

  function onBlur(event: FocusEvent) {
    const isOutside = event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)
    if (isOutside && store.get().move?.by === 'keys') mover.cancel()
  }

  function show(columnId: string) {
    const body = scroller.current?.querySelector(`[data-column="${CSS.escape(columnId)}"]`)
    body?.scrollIntoView({ inline: 'start', block: 'nearest' })
  }

  const selectionIn = (columnId: string): CalendarSelection => {
    if (!selection) return null
    if ('columnId' in selection) return selection.columnId === columnId ? selection : null
    return eventsOf(columnId).some((event) => event.id === selection.eventId) ? selection : null
  }

  const sizes = {
    '--minutes': range.to - range.from,
    '--minute-height': `${pixelsPerMinute}px`,
    '--column-least': `${leastColumnPixels}px`,
  } as CSSProperties

  return (
    <CalendarStoreContext value={store}>
      <div className={styles.calendar} style={sizes}>
        <ColumnTabs columns={columns} labels={labels} onShow={show} />
        {/* The router takes scrolled places along to the next screen: this one belongs to this grid alone. */}
        <div ref={scroller} className={styles.scroller} data-scroll-restoration-id={labels.grid}>
          {/* biome-ignore lint/a11y/useSemanticElements: a table cannot place its cells by the minute */}
          <div
            role="grid"
            aria-label={labels.grid}
            className={styles.grid}
            onPointerDown={drag.onPointerDown}
            onPointerMove={onPointerMove}
            onPointerLeave={() => store.set({ hover: null })}
            onContextMenu={(event) => drag.isDragging() && event.preventDefault()}
            onClick={onClick}
            onKeyDown={onKeyDown}
            onFocus={onFocus}
            onBlur={onBlur}
          >
            <TimeGutter range={range} now={inside(now, range) ? now : null} labels={labels} />
            {columns.map((column, index) => (
              <Column
                key={column.id}
                column={column}
                events={eventsOf(column.id)}
                range={range}
                snapMinutes={snapMinutes}
                leastMinutes={leastCardPixels / pixelsPerMinute}
                now={inside(now, range) ? now : null}
                selection={selectionIn(column.id)}
                labels={labels}
                nearEnd={index > 0 && index >= columns.length / 2}
              />
            ))}
          </div>
        </div>
        <LiveRegion />
      </div>
    </CalendarStoreContext>
  )
}

const inside = (now: number | null, range: { from: number; to: number }) =>
  now !== null && now >= range.from && now < range.to

function LiveRegion() {
  const said = useCalendarState((state) => state.said)
  return (
    <div role="status" className={spoken.spoken}>
      {said}
    </div>
  )
}

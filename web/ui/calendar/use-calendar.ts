import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { stopAt } from './stops.ts'
import { type CalendarStore, type Cursor, createCalendarStore } from './store.ts'
import type { CalendarEvent, CalendarProps } from './types.ts'

/** The first minute worth looking at: now, or when the first column opens. */
export function firstMinute({ columns, now, range }: CalendarProps): number {
  const opens = columns.flatMap((column) => column.open.map((span) => span.from))
  const minute = now ?? (opens.length > 0 ? Math.min(...opens) : range.from)
  return Math.min(Math.max(minute, range.from), range.to - 1)
}

function startingCursor(props: CalendarProps): Cursor {
  const columnId = props.columns[0]?.id ?? ''
  const events = props.events.filter((event) => event.columnId === columnId)
  return { columnId, ...stopAt(events, firstMinute(props), props.snapMinutes), focus: 0 }
}

/** The store, and the newest props for listeners that outlive a render. */
export function useCalendarStore(props: CalendarProps): { store: CalendarStore; latest: RefObject<CalendarProps> } {
  const latest = useRef(props)
  const [store] = useState(() => {
    const shown = props.columns[0]?.id ?? null
    return createCalendarStore({ cursor: startingCursor(props), hover: null, move: null, said: '', shown })
  })

  // Before the browser paints, so that the grid can be reached by Tab in every frame.
  useLayoutEffect(() => {
    latest.current = props
    const { cursor } = store.get()
    const event = props.events.find((one) => one.id === cursor.eventId)
    if (!props.columns.some((column) => column.id === cursor.columnId)) store.set({ cursor: startingCursor(props) })
    else if (cursor.eventId && !event) store.set({ cursor: { ...cursor, eventId: null } })
    else if (!cursor.eventId) takenCursor(props, store)
    else if (event && event.columnId !== cursor.columnId) {
      store.set({ cursor: { ...cursor, columnId: event.columnId, minute: event.startsAt } })
    }
  })
  return { store, latest }
}

/** An empty place that was booked meanwhile: the keyboard stands on what is there now. */
function takenCursor({ events, snapMinutes }: CalendarProps, store: CalendarStore) {
  const { cursor } = store.get()
  const inColumn = events.filter((event) => event.columnId === cursor.columnId)
  const { eventId } = stopAt(inColumn, cursor.minute, snapMinutes)
  if (eventId) store.set({ cursor: { ...cursor, eventId } })
}

const none: CalendarEvent[] = []

/** Events by column. A column whose events are the same objects keeps the same list, and is not rendered again. */
export function useEventsByColumn(events: CalendarEvent[]): (columnId: string) => CalendarEvent[] {
  const [kept, setKept] = useState(() => ({ events, lists: group(events, new Map()) }))
  let current = kept
  if (kept.events !== events) {
    current = { events, lists: group(events, kept.lists) }
    setKept(current)
  }
  return (columnId) => current.lists.get(columnId) ?? none
}

function group(events: CalendarEvent[], before: Map<string, CalendarEvent[]>): Map<string, CalendarEvent[]> {
  const lists = Map.groupBy(events, (event) => event.columnId)
  for (const [columnId, list] of lists) {
    const old = before.get(columnId)
    if (old?.length === list.length && old.every((event, index) => event === list[index])) lists.set(columnId, old)
  }
  return lists
}

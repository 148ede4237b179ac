import type { KeyboardEvent, RefObject } from 'react'
import { layLanes } from './lanes.ts'
import { besideStop, columnStops, type Stop, stepStop, stopAt } from './stops.ts'
import type { CalendarStore } from './store.ts'
import type { CalendarProps } from './types.ts'
import type { Mover } from './use-move.ts'

type Arrow = { columns: number; steps: number }

/** Left and right are where they look: in a right-to-left calendar the next column is to the left. */
function arrowOf(key: string, isRtl: boolean): Arrow | null {
  if (key === 'ArrowUp') return { columns: 0, steps: -1 }
  if (key === 'ArrowDown') return { columns: 0, steps: 1 }
  if (key === 'ArrowRight') return { columns: isRtl ? -1 : 1, steps: 0 }
  if (key === 'ArrowLeft') return { columns: isRtl ? 1 : -1, steps: 0 }
  return null
}

const oneWay = (number: number) => (number > 0 ? 1 : -1)

/** Arrows walk, Enter opens or picks, M moves. Other keys are left to the page. */
export function useKeys(store: CalendarStore, latest: RefObject<CalendarProps>, mover: Mover) {
  const columnBeside = (columnId: string, by: number) => {
    const { columns } = latest.current
    return columns[columns.findIndex((column) => column.id === columnId) + by]?.id ?? null
  }
  const eventsIn = (columnId: string) => latest.current.events.filter((event) => event.columnId === columnId)

  function go(columnId: string, stop: Stop | null) {
    if (stop) store.set({ cursor: { ...stop, columnId, focus: store.get().cursor.focus + 1 } })
  }

  function walk(arrow: Arrow) {
    const { cursor } = store.get()
    const { range, snapMinutes } = latest.current
    const events = eventsIn(cursor.columnId)
    if (arrow.steps) {
      return go(cursor.columnId, stepStop(columnStops(events, range, snapMinutes), cursor, oneWay(arrow.steps)))
    }
    const lanes = layLanes(events)
    const laneOf = (eventId: string) => lanes.get(eventId)?.lane ?? 0
    const beside = cursor.eventId && besideStop(events, laneOf, cursor.eventId, oneWay(arrow.columns))
    if (beside) return go(cursor.columnId, beside)
    const columnId = columnBeside(cursor.columnId, arrow.columns)
    if (columnId) go(columnId, stopAt(eventsIn(columnId), cursor.minute, snapMinutes))
  }

  function jump(key: string): boolean {
    const { cursor } = store.get()
    const { range, snapMinutes } = latest.current
    const stops = columnStops(eventsIn(cursor.columnId), range, snapMinutes)
    if (key === 'Home') go(cursor.columnId, stops[0] ?? null)
    else if (key === 'End') go(cursor.columnId, stops.at(-1) ?? null)
    else if (key === 'PageDown') go(cursor.columnId, stepStop(stops, cursor, 1, true))
    else if (key === 'PageUp') go(cursor.columnId, stepStop(stops, cursor, -1, true))
    else return false
    return true
  }

  function open(): boolean {
    const { columnId, eventId, minute } = store.get().cursor
    if (eventId) latest.current.onOpen(eventId)
    else latest.current.onPick(columnId, minute)
    return true
  }

  function shift(arrow: Arrow): boolean {
    const move = store.get().move!
    const columnId = columnBeside(move.columnId, arrow.columns) ?? move.columnId
    mover.to(columnId, move.minute + arrow.steps * latest.current.snapMinutes)
    return true
  }

  function whileMoving(key: string, arrow: Arrow | null): boolean {
    if (arrow) return shift(arrow)
    if (key === 'Enter' || key === ' ') void mover.drop()
    else if (key === 'Escape') mover.cancel()
    else return false
    return true
  }

  function whileWalking(event: KeyboardEvent, arrow: Arrow | null): boolean {
    const { eventId } = store.get().cursor
    if (event.key === 'Escape') return false
    mover.clear()
    if (arrow) walk(arrow)
    else if (event.key === 'Enter' || event.key === ' ') return open()
    // The place of the key, too: on an Urdu keyboard it writes another letter.
    else if ((event.key.toLowerCase() === 'm' || event.code === 'KeyM') && eventId) mover.begin(eventId, 'keys')
    else return jump(event.key)
    return true
  }

  return function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const { move } = store.get()
    const arrow = arrowOf(event.key, getComputedStyle(event.currentTarget).direction === 'rtl')
    const isMoving = move?.by === 'keys' && move.stage === 'moving'
    const isDone = isMoving ? whileMoving(event.key, arrow) : whileWalking(event, arrow)
    if (!isDone) return
    event.preventDefault()
    event.stopPropagation()
  }
}

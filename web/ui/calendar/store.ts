import { createContext, useContext, useSyncExternalStore } from 'react'
import { createStore } from '../../lib/store.ts'
import type { Stop } from './stops.ts'

export type Place = { columnId: string; minute: number }

/** The keyboard's place. `focus` grows with each step that should take the browser's focus along. */
export type Cursor = Stop & { columnId: string; focus: number }

/** An event on its way. `refused` is what is left on the screen for a moment after a no. */
export type Move = Place & {
  eventId: string
  title: string
  minutes: number
  by: 'pointer' | 'keys'
  stage: 'moving' | 'saving' | 'refused'
  refusal: string | null
}

export type CalendarState = {
  cursor: Cursor
  hover: Place | null
  move: Move | null
  /** Read out by the live region. */
  said: string
  /** On a phone: the column in sight. */
  shown: string | null
}

/**
 * What changes with every pointer or key step lives outside React's tree state, so that a step
 * renders the two or three elements that look different and not three hundred cards.
 */
export type CalendarStore = {
  get: () => CalendarState
  set: (change: Partial<CalendarState>) => void
  subscribe: (listener: () => void) => () => void
}

export function createCalendarStore(initial: CalendarState): CalendarStore {
  const store = createStore(initial)
  return { ...store, set: (change) => store.set({ ...store.get(), ...change }) }
}

export const CalendarStoreContext = createContext<CalendarStore | null>(null)

/** `select` must answer with a primitive or with an object that lives in the state. */
export function useCalendarState<T>(select: (state: CalendarState) => T): T {
  const store = useContext(CalendarStoreContext)
  if (!store) throw new Error('useCalendarState belongs inside a Calendar')
  return useSyncExternalStore(store.subscribe, () => select(store.get()))
}

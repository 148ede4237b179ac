import type { ComponentType, ReactNode } from 'react'

/** Minutes since local midnight; `to` is exclusive. */
export type Span = { from: number; to: number }

/** Time a column is taken for another reason than a patient; `label` is shown and spoken. */
export type AwaySpan = Span & { kind: 'elsewhere' | 'leave' | 'blocked'; label: string }

export type CalendarColumn = {
  id: string
  /** A doctor, a chair, or a day in the week view. */
  title: string
  subtitle?: string
  initials?: string
  /** Instead of the initials: a photo. */
  face?: ReactNode
  /** A Mantine colour name, e.g. `teal`, or a colour, e.g. `#0f766e`. */
  color?: string
  /** When bookings are welcome; the rest of the day is shaded as closed. */
  open: Span[]
  away?: AwaySpan[]
}

export type StatusName = 'booked' | 'confirmed' | 'arrived' | 'in_room' | 'done' | 'no_show' | 'cancelled'

export type StatusLook = {
  word: string
  icon: ComponentType<{ size?: number; stroke?: number; className?: string }>
  /** A Mantine colour name. */
  color: string
  look: 'soft' | 'solid' | 'faded' | 'struck'
}

export type CalendarEvent = {
  id: string
  columnId: string
  /** Minute of the day. */
  startsAt: number
  minutes: number
  title: string
  subtitle?: string
  status: StatusName
  /** Why the red mark is there, e.g. "Penicillin allergy". */
  alert?: string
  /** What the coin means, e.g. "Rs 4,500 due". */
  dues?: string
  version?: number
}

/** An event that is open elsewhere on the screen, or the empty place that is being booked. */
export type CalendarSelection =
  | { eventId: string }
  | { columnId: string; minute: number; minutes: number; label?: string }
  | null

export type CalendarLabels = {
  /** The name of the whole grid, e.g. "Appointments on 21 November". */
  grid: string
  columns: string
  status: Record<StatusName, string>
  /** A minute of the day as people of this clinic write it. */
  time: (minute: number) => string
  /** The same for the hour marks at the side, usually shorter. */
  hour: (minute: number) => string
  closed: string
  /** Read after an event's name, time and service: its end, and its state and marks in words. */
  eventDetails: (event: { until: string; signs: string[] }) => string
  /** An empty place under the keyboard; `note` says why it may be a bad one. */
  free: (place: { time: string; column: string; note: string | null }) => string
  moveStarted: (event: { title: string }) => string
  movedTo: (place: { time: string; column: string }) => string
  refusedAt: (place: { time: string; column: string; refusal: string }) => string
  moveSaved: (place: { title: string; time: string; column: string }) => string
  moveCancelled: string
  moveFailed: string
  saving: string
  now: (time: string) => string
}

export type CalendarProps = {
  columns: CalendarColumn[]
  events: CalendarEvent[]
  /** Minutes of the day that are drawn. See `dayRange`. */
  range: Span
  snapMinutes: number
  /** The present minute of the day at the clinic, or null when the day is another one. */
  now: number | null
  selection?: CalendarSelection
  labels: CalendarLabels
  onPick: (columnId: string, minute: number) => void
  onOpen: (eventId: string) => void
  /**
   * Resolves to nothing once `events` holds the new place, or to a sentence why not.
   * The event stays where it was until then: bookings are never shown before they are true.
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: an async function that just saves answers with void
  onMove: (eventId: string, columnId: string, minute: number) => Promise<string | undefined | void>
  /** Why this event cannot go there, or null. Called for each new place under the pointer: keep it cheap. */
  canDrop?: (eventId: string, columnId: string, minute: number) => string | null
}

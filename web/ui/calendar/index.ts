export { Calendar } from './Calendar.tsx'
export { dayRange } from './geometry.ts'
export { toneStyle } from './status.ts'
export type {
  AwaySpan,
  CalendarColumn,
  CalendarEvent,
  CalendarLabels,
  CalendarSelection,
  Span,
} from './types.ts'

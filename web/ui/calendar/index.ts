export { Calendar } from './Calendar.tsx'
export { englishLabels } from './english.ts'
export { dayRange } from './geometry.ts'
export { toneStyle } from './status.ts'
export type {
  AwaySpan,
  CalendarColumn,
  CalendarEvent,
  CalendarLabels,
  CalendarProps,
  CalendarSelection,
  Span,
  StatusLook,
  StatusName,
} from './types.ts'

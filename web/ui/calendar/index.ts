export { Calendar } from './Calendar.tsx'
export { clock24, englishLabels } from './english.ts'
export { dayRange } from './geometry.ts'
export { statusLook, toneStyle } from './status.ts'
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

import type { CalendarLabels } from './types.ts'

const two = (number: number) => String(number).padStart(2, '0')

/** "09:05" for 545. */
function clock24(minute: number): string {
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`
}

/** Words for a calendar without a screen around it. */
export const englishLabels: CalendarLabels = {
  grid: 'Appointments of the day',
  columns: 'Columns',
  status: {
    booked: 'Booked',
    confirmed: 'Confirmed',
    arrived: 'Arrived',
    in_room: 'In room',
    done: 'Done',
    no_show: 'No-show',
    cancelled: 'Cancelled',
  },
  time: clock24,
  hour: clock24,
  closed: 'Closed',
  eventDetails: ({ until, signs }) => [`until ${until}`, ...signs].join(', '),
  free: ({ time, column, note }) => `${time}, ${column}, ${note ?? 'free'}`,
  moveStarted: ({ title }) => `Moving ${title}. Arrow keys choose the place, Enter confirms, Escape cancels.`,
  movedTo: ({ time, column }) => `Moved to ${time} with ${column} — Enter to confirm`,
  refusedAt: ({ time, column, refusal }) => `${time} with ${column}: ${refusal}`,
  moveSaved: ({ title, time, column }) => `${title} is now at ${time} with ${column}`,
  moveCancelled: 'Not moved',
  moveFailed: 'The move could not be saved. The appointment is where it was.',
  saving: 'Saving…',
  now: (time) => `Now, ${time}`,
}

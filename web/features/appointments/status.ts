import type { VisitStatus } from '#contract/appointments.ts'
import type { Tone } from '#web/ui/StatusBadge.tsx'
import type { Shape } from '#web/ui/StatusShape.tsx'

/** How a state looks in lists; its word is the text `status.<name>`. */
export const statusMarks: Record<VisitStatus, { tone: Tone; shape: Shape }> = {
  booked: { tone: 'plain', shape: 'dashed' },
  confirmed: { tone: 'info', shape: 'ring' },
  arrived: { tone: 'warn', shape: 'clock' },
  in_room: { tone: 'good', shape: 'dot' },
  done: { tone: 'plain', shape: 'check' },
  no_show: { tone: 'bad', shape: 'cross' },
  cancelled: { tone: 'plain', shape: 'bar' },
}

import type { BranchRow, Trouble } from '#contract/network.ts'
import type { Tone } from '../../ui/StatusBadge.tsx'
import type { Shape } from '../../ui/StatusShape.tsx'

type Look = { tone: Tone; shape: Shape }

/** Doors as word (`doors.open`), shape and colour. */
export const doorLooks: Record<NonNullable<BranchRow['doors']>, Look> = {
  open: { tone: 'good', shape: 'dot' },
  not_yet: { tone: 'plain', shape: 'ring' },
  not_opened: { tone: 'bad', shape: 'cross' },
  over: { tone: 'plain', shape: 'check' },
  closed: { tone: 'plain', shape: 'bar' },
}

export const troubleLooks: Record<Trouble['kind'], Look> = {
  not_opened: { tone: 'bad', shape: 'cross' },
  doctor_late: { tone: 'bad', shape: 'clock' },
  long_wait: { tone: 'warn', shape: 'clock' },
  no_shows: { tone: 'warn', shape: 'alert' },
  revenue_low: { tone: 'warn', shape: 'alert' },
  dues_high: { tone: 'warn', shape: 'alert' },
  inactive: { tone: 'plain', shape: 'bar' },
}

import { getQueueCounts } from '#contract/appointments.ts'
import { routePaths } from '../lib/paths.ts'
import { useCall } from '../lib/query.ts'
import { usePlace } from './place.ts'

/** What the figures say. */
export const countWords: Partial<Record<string, 'nav.expected' | 'nav.waiting'>> = {
  [routePaths.day]: 'nav.expected',
  [routePaths.queue]: 'nav.waiting',
}

/** The figures beside the bar's links, by their path: who is still expected today, and who is waiting. */
export function useNavCounts(): Partial<Record<string, number>> {
  const { clinic, can } = usePlace()
  const counts = useCall(getQueueCounts, clinic && can('queue.read') ? { clinicId: clinic.id } : null, {
    topics: ['appointment'],
    every: 60_000, // a new day begins without an event
  })
  if (!counts.data) return {}
  return { [routePaths.day]: counts.data.expected, [routePaths.queue]: counts.data.waiting }
}

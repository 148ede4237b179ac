import type { PlannedVisit } from './day-plan.ts'

export type VisitStatus = 'booked' | 'confirmed' | 'arrived' | 'in_room' | 'done' | 'no_show' | 'cancelled'

/** A visit with what became of it. Instants are epoch milliseconds. */
export interface SampleVisit extends PlannedVisit {
  id: string
  day: number
  startsAt: number
  endsAt: number
  bookedAt: number
  status: VisitStatus
  walkIn: boolean
  token: number | null
  arrivedAt: number | null
  calledAt: number | null
  doneAt: number | null
  cancelReason: string | null
  tooth: string
  reason: string
}

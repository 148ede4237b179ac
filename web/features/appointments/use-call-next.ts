import type { Visit } from '#contract/appointments.ts'
import { useSession } from '#web/lib/session.ts'
import { queueOf } from './queue-model.ts'
import type { DayData } from './use-day.ts'
import type { VisitActs } from './use-visit-acts.ts'

/**
 * Calls in who waits longest, of those the screen shows: while it is filtered by doctors, nobody else is called. A doctor
 * of the branch calls for herself.
 */
export function useCallNext(day: DayData, doctors: readonly string[] | undefined, acts: VisitActs) {
  const { doctorId: own } = useSession().user
  const caller = day.plan?.columns.find(({ doctorId }) => doctorId === own)?.doctorId
  return (doctorId?: string) => {
    if (doctorId || !doctors?.length) return acts.callNext(doctorId ?? caller)
    if (doctors.length === 1) return acts.callNext(doctors[0])
    const first: Visit | undefined = queueOf(day.visits, day.now, doctors).waiting[0]
    // Nobody of these waits: the server says so.
    if (!first || first.doctorId) return acts.callNext(first?.doctorId ?? doctors[0])
    return acts.room(first)
  }
}

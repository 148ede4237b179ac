import { useNavigate } from '@tanstack/react-router'
import { listDay, type Visit } from '#contract/appointments.ts'
import { startVisit } from '#contract/encounters.ts'
import { useFormat } from '../../lib/format.ts'
import { paths } from '../../lib/paths.ts'
import { useAct, useCall } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { toast } from '../../ui/toasts.tsx'
import { nextOf } from './day.ts'

/** Today's visits: the doctor's own, or with `everybody` all of the branch. Renewed by what the desk does. */
export function useToday(clinicId: string, everybody = false) {
  const { doctorId } = useSession().user
  const day = useFormat().today()
  const mine = everybody || doctorId === null ? {} : { doctorId }
  return useCall(listDay, { clinicId, day, ...mine }, { topics: ['appointment', 'encounter', 'patient'] })
}

/** Calls a patient in: opens the visit and goes to its screen. One that is open already is only gone to. */
export function useCallIn(clinicId: string) {
  const navigate = useNavigate()
  const go = (appointmentId: string) => void navigate(paths.visit(clinicId, appointmentId))
  const start = useAct(startVisit, {
    onSuccess: (encounter) => go(encounter.appointmentId),
    onError: (error, { appointmentId }) =>
      error.code === 'started_already' ? go(appointmentId) : toast.refused(error),
  })
  return {
    busy: start.isPending,
    callIn: (visit: Visit) => (visit.encounterId ? go(visit.id) : start.mutate({ clinicId, appointmentId: visit.id })),
  }
}

export function useNext(clinicId: string): { next: Visit | null; busy: boolean; callNext: () => void } {
  const today = useToday(clinicId)
  const { busy, callIn } = useCallIn(clinicId)
  const next = nextOf(today.data?.visits ?? [])
  return { next, busy, callNext: () => next && !busy && callIn(next) }
}

import type { Visit } from '#contract/appointments.ts'
import { refuseStep, type VisitStep } from '#contract/visit-steps.ts'
import { Refused } from '../../core/errors.ts'
import { type Query, sql, type Tx } from '../../core/tx.ts'
import { isoOf } from '../scheduling/index.ts'
import { addChange } from './history.ts'
import { type HeldVisit, heldVisitQuery, visitOf } from './visit-rows.ts'

const events = { confirmed: 'confirmed', in_room: 'calledIn', done: 'completed' } as const

/** A step of a visit that changes nothing but its state. */
function step(to: keyof typeof events) {
  return async (tx: Tx, { appointmentId }: { appointmentId: string }): Promise<Visit> => {
    const visit = await holdVisitFor(tx, appointmentId, to)
    return enter(tx, visit, to)
  }
}

export const confirmAppointment = step('confirmed')
export const completeAppointment = step('done')

/** The waiting patient goes in; who waited for any doctor and is called in by one is hers. */
export async function roomAppointment(tx: Tx, { appointmentId }: { appointmentId: string }): Promise<Visit> {
  const visit = await holdVisitFor(tx, appointmentId, 'in_room')
  const caller = visit.doctorId ? null : await tx.find(callerQuery(tx, null))
  return callInFor(tx, visit, caller)
}

export interface Caller {
  id: string
  fullName: string
}

/** The doctor somebody is called in for: the one that is named, else whoever calls, if she is a doctor of this branch. */
export function callerQuery(tx: Tx, doctorId: string | null): Query<Caller> {
  return sql<Caller>`select d.id, d.full_name as "fullName" from doctors d
    join clinic_doctors cd on cd.organization_id = d.organization_id and cd.doctor_id = d.id
    where d.organization_id = ${tx.organizationId} and cd.clinic_id = ${tx.clinicId} and cd.active
      and case when ${doctorId}::uuid is null then d.user_id = ${tx.userId} else d.id = ${doctorId} end`
}

/** Into the room of her doctor, or of the one who calls. */
export function callInFor(tx: Tx, visit: HeldVisit, caller: Caller | null | undefined): Visit {
  const called = enter(tx, visit, 'in_room', visit.doctorId ?? caller?.id ?? null)
  return { ...called, doctorName: visit.doctorName ?? caller?.fullName ?? null }
}

/** The visit, held, when it may take this step. */
export async function holdVisitFor(tx: Tx, appointmentId: string, to: VisitStep): Promise<HeldVisit> {
  const visit = await tx.one(heldVisitQuery(tx, appointmentId))
  const refusal = refuseStep(visit, to, Date.now(), visit.today)
  if (refusal) throw new Refused(refusal, { status: visit.status })
  return visit
}

/** Writes the step, its history and its event. `doctorId`: who calls in somebody who waited for any doctor. */
export function enter(tx: Tx, visit: HeldVisit, to: keyof typeof events, doctorId = visit.doctorId): Visit {
  const now = isoOf(Date.now())
  const calledAt = to === 'in_room' ? now : visit.calledAt
  const doneAt = to === 'done' ? now : visit.doneAt
  tx.later(sql`update appointments set status = ${to}, doctor_id = ${doctorId}, called_at = ${calledAt}, done_at = ${doneAt},
      version = version + 1
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and id = ${visit.id}`)
  addChange(tx, visit.id, {
    change: to,
    fromStatus: visit.status,
    toStatus: to,
    from: doctorId === visit.doctorId ? undefined : visit, // whom undo gives back to any doctor
  })
  tx.record(`appointment.${events[to]}`, visit.id, { from: visit.status, to })
  return { ...visitOf(visit), status: to, doctorId, calledAt, doneAt, version: visit.version + 1 }
}

import type { Input, Output } from '#contract/endpoint.ts'
import type * as contract from '#contract/transfers.ts'
import { Refused } from '../../../core/errors.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import { giveRole } from '../../identity/index.ts'
import { moveSessions } from '../../scheduling/index.ts'
import { lockTime } from '../timeline.ts'
import { moveAlong } from './along.ts'
import { finishTransfer } from './finish.ts'
import { shownVisit, withFreeDoctors } from './future-visits.ts'
import { alongHindrance, loadTransfer, type Transfer, type TransferRoute } from './load.ts'
import { type Decided, decide, doctorNames, doctorsConcerned, refuseBusy, settleOne } from './settle.ts'

export async function previewTransfer(
  tx: Tx,
  input: Input<typeof contract.previewTransfer>,
): Promise<Output<typeof contract.previewTransfer>> {
  const transfer = await loadTransfer(tx, input)
  const all = await withFreeDoctors(tx, input.doctorId, transfer.visits)
  return {
    doctorName: transfer.doctor.fullName,
    sessions: transfer.sessions.map(({ from: { weekday, startsMinute, endsMinute }, hindrance }) => ({
      weekday,
      startsMinute,
      endsMinute,
      hindrance,
    })),
    appointments: all.map(({ visit, freeDoctors }) => ({
      ...shownVisit(visit),
      freeDoctors,
      alongHindrance: alongHindrance(transfer, visit),
    })),
  }
}

/**
 * Moves a doctor from one branch to another from a day on. Her time is locked first; then sessions and access, then
 * each appointment as it was decided. All of it or nothing.
 */
export async function transferDoctor(
  tx: Tx,
  input: Input<typeof contract.transferDoctor>,
): Promise<Output<typeof contract.transferDoctor>> {
  await tx.rows(lockTime(doctorsConcerned(input.doctorId, input)))
  const transfer = await loadTransfer(tx, input)
  if (input.fromDay < transfer.today) throw new Refused('in_the_past')
  if (!transfer.there.schedule.clinic.active) throw new Refused('clinic_inactive')
  const decided = decide(transfer.visits, input)
  await refuseBusy(tx, input.doctorId, decided)
  refuseStranded(transfer, decided)
  const names = await doctorNames(tx, decided)

  const id = await plan(tx, input, transfer)
  const appointments: Output<typeof contract.transferDoctor>['appointments'] = []
  for (const one of decided) {
    const to = { clinicId: input.toBranchId, name: transfer.toName, timeZone: transfer.toZone }
    appointments.push(
      one.what.do === 'along' ? await moveAlong(tx, one.visit, transfer.doctor, to) : await settleOne(tx, one, names),
    )
  }
  const stays = decided.some(({ what }) => what.do === 'stay')
  const finished = !stays && input.fromDay <= transfer.today
  if (finished) await finishTransfer(tx, { id, ...input, fromClinicId: input.branchId, userId: transfer.doctor.userId })
  const outcomes = Object.fromEntries(
    Map.groupBy(appointments, ({ outcome }) => outcome)
      .entries()
      .map(([name, of]) => [name, of.length]),
  )
  tx.later(sql`update doctor_transfers set decided = ${JSON.stringify(outcomes)}::jsonb
    where organization_id = ${tx.organizationId} and id = ${id}`)
  tx.record('person.transferred', transfer.doctor.userId ?? input.doctorId, {
    from: { clinicId: input.branchId },
    to: { clinicId: input.toBranchId, fromDay: input.fromDay },
    appointments: outcomes,
  })
  const moved = transfer.sessions.filter(({ hindrance }) => hindrance === null).length
  return { sessionsMoved: moved, sessionsEnded: transfer.sessions.length, appointments, finished }
}

/** Before anything is written: every appointment that was to go along and cannot. */
function refuseStranded(transfer: Transfer, decided: readonly Decided[]) {
  const stranded = decided.filter(({ visit, what }) => what.do === 'along' && alongHindrance(transfer, visit) !== null)
  if (stranded.length > 0)
    throw new Refused('not_free_then', {
      appointments: stranded.map(({ visit }) => ({
        id: visit.id,
        startsAt: visit.startsAt,
        patientName: visit.patientName,
      })),
    })
}

/** Sessions and access of both branches; answers the transfer's id. */
async function plan(tx: Tx, { doctorId, branchId, toBranchId, fromDay }: TransferRoute, transfer: Transfer) {
  const open = await tx.find(sql`select id from doctor_transfers where organization_id = ${tx.organizationId}
    and doctor_id = ${doctorId} and from_clinic_id = ${branchId} and finished_at is null`)
  if (open) throw new Refused('transfer_planned')
  const going = transfer.sessions.flatMap(({ to, hindrance }) => (hindrance ? [] : [to]))
  await moveSessions(tx, doctorId, { fromClinicId: branchId, toClinicId: toBranchId, fromDay }, going)
  if (transfer.doctor.userId) await giveRole(tx, transfer.doctor.userId, toBranchId, 'doctor')
  const { id } = await tx.one(sql<{
    id: string
  }>`insert into doctor_transfers (doctor_id, from_clinic_id, to_clinic_id, from_day)
    values (${doctorId}, ${branchId}, ${toBranchId}, ${fromDay}) returning id`)
  return id
}

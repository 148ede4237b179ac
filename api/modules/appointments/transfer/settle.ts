import type { Moving, SettledVisit } from '#contract/people.ts'
import { Refused } from '../../../core/errors.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import type { Decisions } from '../../identity/index.ts'
import { atClinic } from '../at-clinic.ts'
import { cancelAppointment } from '../cancel.ts'
import { moveAppointment } from '../move.ts'
import { lockTime } from '../timeline.ts'
import { type ComingVisit, comingVisits, withFreeDoctors } from './future-visits.ts'

export interface Decided {
  visit: ComingVisit
  what: Moving
}

/** The doctors whose time is touched; they are locked before the day is read. */
export function doctorsConcerned(doctorId: string, { rest, each }: Decisions): string[] {
  const taking = [rest, ...each.map(({ what }) => what)].flatMap((what) => (what.do === 'other' ? [what.doctorId] : []))
  return [doctorId, ...taking]
}

/** Each appointment with what was decided. Refused when a decision is about one that is no longer among them. */
export function decide(visits: readonly ComingVisit[], { rest, each }: Decisions): Decided[] {
  const single = new Map(each.map(({ appointmentId, what }) => [appointmentId, what]))
  const known = new Set(visits.map(({ id }) => id))
  if (each.some(({ appointmentId }) => !known.has(appointmentId))) throw new Refused('appointments_changed')
  return visits.map((visit) => ({ visit, what: single.get(visit.id) ?? rest }))
}

/** Appointments of somebody who leaves: stay, go to another doctor of the branch, or are cancelled. All or none. */
export async function settleVisits(
  tx: Tx,
  doctorId: string,
  clinicIds: readonly string[] | null,
  decisions: Decisions,
): Promise<SettledVisit[]> {
  await tx.rows(lockTime(doctorsConcerned(doctorId, decisions)))
  const decided = decide(await comingVisits(tx, doctorId, clinicIds), decisions)
  await refuseBusy(tx, doctorId, decided)
  const names = await doctorNames(tx, decided)
  const settled: SettledVisit[] = []
  for (const one of decided) settled.push(await settleOne(tx, one, names))
  return settled
}

/** Before anything is written: every appointment that could not go to the doctor it was given to. */
export async function refuseBusy(tx: Tx, doctorId: string, decided: readonly Decided[]): Promise<void> {
  const given = decided.filter(({ what }) => what.do === 'other')
  const taker = new Map(given.map(({ visit, what }) => [visit.id, what.do === 'other' ? what.doctorId : '']))
  const all = await withFreeDoctors(
    tx,
    doctorId,
    given.map(({ visit }) => visit),
  )
  const busy = all.filter(({ visit, freeDoctors }) => !freeDoctors.some(({ id }) => id === taker.get(visit.id)))
  if (busy.length > 0)
    throw new Refused('not_free_then', {
      appointments: busy.map(({ visit }) => ({
        id: visit.id,
        startsAt: visit.startsAt,
        patientName: visit.patientName,
      })),
    })
}

export async function doctorNames(tx: Tx, decided: readonly Decided[]): Promise<Map<string, string>> {
  const ids = [...new Set(decided.flatMap(({ what }) => (what.do === 'other' ? [what.doctorId] : [])))]
  if (ids.length === 0) return new Map()
  const rows = await tx.rows(sql<{ id: string; fullName: string }>`select id, full_name as "fullName" from doctors
    where organization_id = ${tx.organizationId} and id = any (${ids}::uuid[])`)
  return new Map(rows.map(({ id, fullName }) => [id, fullName]))
}

export async function settleOne(tx: Tx, { visit, what }: Decided, names: Map<string, string>): Promise<SettledVisit> {
  const here = atClinic(tx, visit.branchId)
  const where = { clinicId: visit.branchId, appointmentId: visit.id }
  if (what.do === 'cancel') {
    await cancelAppointment(here, { ...where, reason: what.reason })
    return settledOf(visit, 'cancelled', {})
  }
  if (what.do === 'other') {
    const { startsAt, version } = visit
    const moved = await moveAppointment(here, { ...where, version, doctorId: what.doctorId, startsAt })
    return settledOf(visit, 'given_away', { doctorName: names.get(what.doctorId) ?? moved.doctorName })
  }
  return settledOf(visit, 'stayed', {})
}

export function settledOf(
  { id, startsAt, timed, timeZone, patientName, branchName, doctorName }: ComingVisit,
  outcome: SettledVisit['outcome'],
  after: Partial<Pick<SettledVisit, 'branchName' | 'doctorName' | 'timeZone'>>,
): SettledVisit {
  return { id, startsAt, timed, timeZone, patientName, branchName, doctorName, ...after, outcome }
}

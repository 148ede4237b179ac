import type { Input } from '#contract/endpoint.ts'
import type * as contract from '#contract/schedule.ts'
import type { DoctorSession, SavedSession } from '#contract/schedule.ts'
import { Refused } from '../../core/errors.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { sessionsMeet } from './rules.ts'

type Times = Omit<DoctorSession, 'id' | 'version'>
type OtherSession = Omit<Times, 'doctorId'> & { clinicName: string }

const columns = sql`id, doctor_id as "doctorId", weekday, starts_minute as "startsMinute", ends_minute as "endsMinute",
  valid_from as "validFrom", valid_to as "validTo", version`
const inClinic = (tx: Tx) => sql`organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId}`

export function listSessions(tx: Tx, { doctorId }: Input<typeof contract.listSessions>): Promise<DoctorSession[]> {
  return tx.rows(sql<DoctorSession>`select ${columns} from doctor_sessions
    where ${inClinic(tx)} and doctor_id = coalesce(${doctorId ?? null}::uuid, doctor_id)
    order by doctor_id, weekday, starts_minute, id`)
}

export async function addSession(tx: Tx, input: Input<typeof contract.addSession>): Promise<SavedSession> {
  const elsewhere = await besides(tx, input, null)
  const session = await tx.one(sql<DoctorSession>`insert into doctor_sessions
      (doctor_id, weekday, starts_minute, ends_minute, valid_from, valid_to)
    values (${input.doctorId}, ${input.weekday}, ${input.startsMinute}, ${input.endsMinute}, ${input.validFrom}, ${input.validTo})
    returning ${columns}`)
  tx.record('schedule.sessionAdded', session.id, session)
  return { session, warnings: warningsOf(session, elsewhere) }
}

export async function editSession(tx: Tx, input: Input<typeof contract.editSession>): Promise<SavedSession> {
  const { clinicId: _clinic, sessionId, version, ...changes } = input
  const current = await tx.one(sql<DoctorSession>`select ${columns} from doctor_sessions
    where ${inClinic(tx)} and id = ${sessionId} for update`)
  if (current.version !== version) throw new Refused('changed_meanwhile', { current, yours: changes })

  const next: DoctorSession = { ...current, ...changes, version: version + 1 }
  const elsewhere = await besides(tx, next, sessionId)
  await tx.rows(sql`update doctor_sessions set weekday = ${next.weekday}, starts_minute = ${next.startsMinute},
      ends_minute = ${next.endsMinute}, valid_from = ${next.validFrom}, valid_to = ${next.validTo}, version = ${next.version}
    where ${inClinic(tx)} and id = ${sessionId}`)
  tx.record('schedule.sessionEdited', sessionId, { from: current, to: next })
  return { session: next, warnings: warningsOf(next, elsewhere) }
}

export async function removeSession(tx: Tx, { sessionId }: Input<typeof contract.removeSession>): Promise<null> {
  const removed = await tx.one(
    sql<DoctorSession>`delete from doctor_sessions where ${inClinic(tx)} and id = ${sessionId} returning ${columns}`,
  )
  tx.record('schedule.sessionRemoved', sessionId, removed)
  return null
}

/** Refuses a clash with the same doctor's session here, and gives her sessions at other branches. */
async function besides(tx: Tx, times: Times, exceptId: string | null): Promise<OtherSession[]> {
  if (times.endsMinute <= times.startsMinute) throw new Refused('ends_before_it_starts')
  if (times.validFrom && times.validTo && times.validTo < times.validFrom)
    throw new Refused('valid_to_before_valid_from')
  const [here, elsewhere] = await tx.batch<[DoctorSession, OtherSession]>(
    sql`select ${columns} from doctor_sessions where ${inClinic(tx)} and doctor_id = ${times.doctorId}`,
    sql`select clinic_name as "clinicName", weekday, starts_minute as "startsMinute", ends_minute as "endsMinute",
      valid_from as "validFrom", valid_to as "validTo" from app.sessions_elsewhere(${times.doctorId})`,
  )
  const other = here.find((session) => session.id !== exceptId && sessionsMeet(session, times))
  if (other) throw new Refused('sessions_overlap', { other })
  return elsewhere
}

function warningsOf(session: DoctorSession, elsewhere: OtherSession[]): SavedSession['warnings'] {
  return elsewhere
    .filter((other) => sessionsMeet(other, session))
    .map(({ clinicName, weekday, startsMinute, endsMinute }) => ({
      code: 'also_elsewhere',
      clinicName,
      weekday,
      startsMinute,
      endsMinute,
    }))
}

import type { Role } from '#contract/permissions.ts'
import { Refused } from '../../../core/errors.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import type { Calendar } from './calendar.ts'
import { deleteGrants, getHolder, type Holder, insertGrants } from './holders.ts'
import { recordInEach } from './record.ts'
import { distinctGrants, type Grant, grantsWithout, refuseGrants, sameGrants } from './rules.ts'
import { refuseAbove } from './up-to-me.ts'

/**
 * Sets the roles of one branch (`clinicId`), or all of them for head office (null). `was`: what the screen showed; when
 * somebody changed it meanwhile both sides are shown.
 */
export async function setGrants(
  tx: Tx,
  calendar: Calendar,
  personId: string,
  clinicId: string | null,
  was: readonly Grant[],
  wanted: readonly Grant[],
): Promise<Grant[]> {
  const holder = await getHolder(tx, personId, clinicId)
  if (personId === tx.userId && clinicId !== null) throw new Refused('not_yourself')
  const refusal = refuseGrants(wanted)
  if (refusal) throw new Refused(refusal)
  if (holder.kind === 'contact') throw new Refused('not_found')
  const next = distinctGrants(wanted)
  if (clinicId) await refuseAbove(tx, { by: 'people.update', holder: personId, given: next, clinicId })
  if (!sameGrants(holder.grants, was)) throw new Refused('changed_meanwhile', { current: holder.grants, yours: next })

  const gone = grantsWithout(holder.grants, next)
  const added = grantsWithout(next, holder.grants)
  await leaveCalendars(tx, calendar, holder, gone, next)
  await insertGrants(tx, holder, added)
  await deleteGrants(tx, holder, gone)
  await enterCalendars(tx, calendar, holder, added)
  const detail = { from: { roles: holder.grants }, to: { roles: next } }
  recordInEach(tx, 'person.rolesSet', personId, detail, [...added, ...gone])
  return next
}

const doctorIn = (grants: readonly Grant[]) =>
  grants.flatMap(({ clinicId, role }) => (role === 'doctor' && clinicId ? [clinicId] : []))

/** A doctor who is one no longer must have no patients left there: what becomes of them is asked when she is removed. */
async function leaveCalendars(tx: Tx, calendar: Calendar, { doctorId }: Holder, gone: Grant[], next: Grant[]) {
  const left = doctorIn(gone).filter((clinicId) => !doctorIn(next).includes(clinicId))
  if (!doctorId || left.length === 0) return
  const visits = await calendar.futureVisits(tx, doctorId, left)
  if (visits.length > 0) throw new Refused('still_booked', { appointments: visits.length })
  for (const clinicId of left) await calendar.withdraw(tx, doctorId, clinicId)
}

async function enterCalendars(tx: Tx, calendar: Calendar, holder: Holder, added: readonly Grant[]) {
  const clinicIds = doctorIn(added)
  // Who is invited stands on no calendar before she has said yes.
  if (clinicIds.length === 0 || (holder.kind === 'invitation' && !holder.created)) return
  const { fullName, email, phone } = await tx.one(sql<{ fullName: string; email: string | null; phone: string | null }>`
    select full_name as "fullName", email, phone from people where organization_id = ${tx.organizationId} and user_id = ${holder.id}
    union all select full_name, email, phone from invitations where organization_id = ${tx.organizationId} and id = ${holder.id}`)
  const userId = holder.kind === 'person' ? holder.id : null
  for (const clinicId of clinicIds)
    await calendar.place(tx, { userId, fullName, email, phone, specialties: [] }, clinicId)
}

/** A role in one branch, for other modules: a doctor who comes there. Answers whether it was new. */
export async function giveRole(tx: Tx, userId: string, clinicId: string, role: Role): Promise<boolean> {
  const made = await insertGrants(tx, { kind: 'person', id: userId }, [{ clinicId, role }])
  if (made > 0) tx.record('person.rolesGiven', userId, { to: { roles: [{ clinicId, role }] } }, clinicId)
  return made > 0
}

/** A role in one branch is over, for other modules: a doctor who has left. */
export async function takeRole(tx: Tx, userId: string, clinicId: string, role: Role): Promise<void> {
  await deleteGrants(tx, { kind: 'person', id: userId }, [{ clinicId, role }])
  await tx.rows(sql`select case when not app.has_work(${userId}) then app.end_sessions(${userId}, 'removed') end`)
  tx.record('person.rolesTaken', userId, { from: { roles: [{ clinicId, role }] } }, clinicId)
}

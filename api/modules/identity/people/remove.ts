import type { SettledVisit } from '#contract/people.ts'
import { Refused } from '../../../core/errors.ts'
import type { Tx } from '../../../core/tx.ts'
import type { Calendar, Decisions } from './calendar.ts'
import { deleteGrants, endWhatIsEmpty, getHolder, type Holder } from './holders.ts'
import { recordInEach } from './record.ts'
import { refuseAbove } from './up-to-me.ts'

/** The appointments somebody still has in these branches (null: in all that are in scope). */
export async function futureVisitsOf(tx: Tx, calendar: Calendar, personId: string, clinicIds: string[] | null) {
  const holder = await getHolder(tx, personId, clinicIds?.length === 1 ? clinicIds[0]! : null)
  return holder.doctorId ? calendar.futureVisits(tx, holder.doctorId, clinicIds) : []
}

/** Takes somebody out of one branch, by those who administer it. */
export async function removeHere(tx: Tx, calendar: Calendar, personId: string, clinicId: string, decisions: Decisions) {
  // The first question also asks whether this person is one of the branch: nobody hears anything of others.
  await getHolder(tx, personId, clinicId)
  if (personId !== tx.userId) await refuseAbove(tx, { by: 'people.delete', holder: personId, clinicId })
  return removeSomebody(tx, calendar, personId, [clinicId], decisions)
}

/**
 * Takes somebody out of these branches, or (null) out of the organization. Her appointments first, as decided; then
 * the calendars; then every role. Where nothing is left her sessions end in the same transaction.
 */
export async function removeSomebody(
  tx: Tx,
  calendar: Calendar,
  personId: string,
  clinicIds: string[] | null,
  decisions: Decisions,
): Promise<{ appointments: SettledVisit[] }> {
  const holder = await getHolder(tx, personId, clinicIds?.length === 1 ? clinicIds[0]! : null)
  if (personId === tx.userId) throw new Refused('not_yourself')
  const gone = clinicIds
    ? holder.grants.filter(({ clinicId }) => clinicId !== null && clinicIds.includes(clinicId))
    : holder.grants
  // A branch in which she is not, or of somebody else: nothing of it is done rather than the rest of it.
  const elsewhere = clinicIds?.some((id) => !gone.some(({ clinicId }) => clinicId === id))
  if (gone.length === 0 || elsewhere) throw new Refused('not_found')

  const appointments = await leave(tx, calendar, holder, clinicIds, decisions)
  await deleteGrants(tx, holder, gone)
  await endWhatIsEmpty(tx, holder)
  const detail = { from: { roles: gone }, appointments: appointments.length }
  const event = holder.kind === 'invitation' ? 'invitation.revoked' : 'person.removed'
  recordInEach(tx, event, personId, detail, gone)
  return { appointments }
}

async function leave(tx: Tx, calendar: Calendar, holder: Holder, clinicIds: string[] | null, decisions: Decisions) {
  const { doctorId } = holder
  if (!doctorId) {
    if (decisions.each.length > 0) throw new Refused('appointments_changed')
    return []
  }
  const settled = await calendar.settle(tx, doctorId, clinicIds, decisions)
  const left = new Set(holder.grants.flatMap(({ clinicId }) => (clinicId ? [clinicId] : [])))
  for (const clinicId of left)
    if (!clinicIds || clinicIds.includes(clinicId)) await calendar.withdraw(tx, doctorId, clinicId)
  return settled
}

/** Takes an invitation back, in one branch or (null) in all. */
export async function revoke(tx: Tx, calendar: Calendar, invitationId: string, clinicId: string | null): Promise<null> {
  const holder = await getHolder(tx, invitationId, clinicId)
  if (holder.kind !== 'invitation') throw new Refused('not_found')
  const decisions: Decisions = { rest: { do: 'stay' }, each: [] }
  if (clinicId) await removeHere(tx, calendar, invitationId, clinicId, decisions)
  else await removeSomebody(tx, calendar, invitationId, null, decisions)
  return null
}

import { dayMs } from './clock.ts'
import { instant, list, Sheet } from './copy.ts'
import { group, type Role } from './people.ts'
import type { GroupPlan } from './plan.ts'
import { stream } from './random.ts'

// What the screens of people show beside names and roles: somebody who is invited, somebody with two branches, and
// who worked where, so that the report on rights has something to compare.

/** The branch whose billing clerk also keeps the books of the next one, and never went there. */
const lendsAt = 2
/** What each role leaves in the audit trail on a usual day. */
const usualEvent: Record<Role, string> = {
  org_admin: 'clinic.edited',
  clinic_admin: 'clinic.hours_set',
  clinic_manager: 'service.edited',
  doctor: 'encounter.finished',
  receptionist: 'appointment.booked',
  billing: 'payment.taken',
  nurse: 'vitals.recorded',
  pharmacist: 'patient.edited',
}

/** A second branch for one of the staff: user, branch, role. Empty in a group too small for it. */
export function lentStaff({ branches }: GroupPlan): { userId: string; clinicId: string; role: Role }[] {
  const clerk = branches[lendsAt]?.staff.find(({ role }) => role === 'billing')
  const other = branches[lendsAt + 1]
  return clerk && other ? [{ userId: clerk.userId, clinicId: other.id, role: 'billing' }] : []
}

/** One open invitation to the first branch. */
export function invitationSheets(plan: GroupPlan): Sheet[] {
  const invitations = new Sheet(
    'invitations',
    'id email full_name specialties token_hash invited_by expires_at sent_at',
  )
  const grants = new Sheet('invitation_grants', 'id invitation_id clinic_id role')
  const [branch] = plan.branches
  if (!branch) return []
  const sentAt = (plan.clock.today - 1) * dayMs
  const random = stream(plan.seed, 'invitation')
  const id = random.uuid(sentAt)
  // Nobody has the link to this; "Send again" makes a new one.
  const nobodys = `\\x${Array.from({ length: 32 }, () => random.int(16, 255).toString(16)).join('')}`
  const inviter = branch.staff.find(({ role }) => role === 'clinic_admin')?.userId ?? null
  const email = `mahnoor.javed@${group.mailHost}`
  invitations.add(id, email, 'Mahnoor Javed', list([]), nobodys, inviter, instant(sentAt + 7 * dayMs), instant(sentAt))
  for (const role of ['receptionist', 'billing']) grants.add(random.uuid(sentAt), id, branch.id, role)
  return [invitations, grants]
}

/** One act of everybody at every branch of theirs in the last weeks, but for who was lent. */
export function workSheet(plan: GroupPlan, doctorBranches: readonly { userId: string; branchIds: string[] }[]): Sheet {
  const events = new Sheet('audit_events', 'id clinic_id recorded_at user_id event subject_id')
  const random = stream(plan.seed, 'work')
  const add = (userId: string, clinicId: string, role: Role) => {
    const at = (plan.clock.today - random.int(1, 28)) * dayMs + random.int(5, 11) * 3_600_000
    events.add(random.uuid(at), clinicId, instant(at), userId, usualEvent[role], clinicId)
  }
  for (const branch of plan.branches) for (const { userId, role } of branch.staff) add(userId, branch.id, role)
  for (const { userId, branchIds } of doctorBranches) for (const clinicId of branchIds) add(userId, clinicId, 'doctor')
  for (const { userId } of plan.headOffice)
    for (const branch of plan.branches.slice(0, 12)) add(userId, branch.id, 'org_admin')
  return events
}

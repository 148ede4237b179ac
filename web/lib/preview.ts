import type { Endpoint } from '#contract/endpoint.ts'
import { homes, type Permission, type Role } from '#contract/permissions.ts'
import type { Session } from '#contract/session.ts'
import { ApiError } from './api-error.ts'
import { createStore } from './store.ts'

/** Looking at a branch with the rights of a role: what the shell shows, and nothing else. */
export interface Preview {
  clinicId: string
  role: Role
  /** What the role may do in that branch. */
  permissions: Permission[]
  /** Looking as a doctor: who could be meant, and who is. */
  doctors: readonly { id: string; fullName: string }[]
  doctorId: string | null
  /** Doctors of that branch see their own patients only: the server narrows what is read to this doctor's. */
  ownPatients: boolean
  /** Where it was begun: the way back. */
  from: string
}

// In memory only: reloading the page ends it. The session itself keeps its rights.
export const preview = createStore<Preview | null>(null)

let last: { session: Session; preview: Preview; seen: Session } | null = null

/** The session as the screens see it: the person's own, or that of the role looked at. The same object while nothing changes. */
export function asSeen(session: Session, looking: Preview | null): Session {
  const clinic = looking && session.clinics.find(({ id }) => id === looking.clinicId)
  if (!looking || !clinic) return session
  if (last?.session === session && last.preview === looking) return last.seen
  const { role, permissions } = looking
  const seen: Session = {
    ...session,
    organizationWide: false,
    roles: [role],
    clinics: [{ ...clinic, roles: [role], permissions }],
    home: homes[role],
    user: { ...session.user, doctorId: looking.doctorId },
  }
  last = { session, preview: looking, seen }
  return seen
}

/** What tells the server whose patients are read; nothing while nobody looks as a doctor of own patients. */
export function previewHeaders(): Record<string, string> {
  const looking = preview.get()
  return looking?.ownPatients && looking.doctorId ? { 'x-as-doctor': looking.doctorId } : {}
}

/** While somebody looks as a role, nothing is changed, and what the role may not read is not read. Throws ApiError. */
export function refuseInPreview({ verb, needs }: Pick<Endpoint, 'verb' | 'needs'>): void {
  const looking = preview.get()
  if (!looking) return
  if (verb !== 'GET')
    throw new ApiError(
      403,
      'viewing_only',
      'You are looking as another role: nothing is changed. Stop looking to change something.',
    )
  const open = needs === 'public' || needs === 'signed_in' || looking.permissions.some((held) => held === needs)
  if (!open) throw new ApiError(403, 'forbidden', 'This role does not allow this.')
}

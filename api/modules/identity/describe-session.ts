import { homeOf, permissionsIn, type Role, type RoleChange, roles as roleOrder } from '#contract/permissions.ts'
import type { Session } from '#contract/session.ts'
import type { RequestFacts } from '../../core/request.ts'
import type { Routes } from '../../core/route.ts'
import { accessTokenSeconds } from '../../core/session.ts'
import { readWithin, sql } from '../../core/tx.ts'

interface ClinicRow {
  id: string
  name: string
  code: string
  city: string
  time_zone: string
  currency: string
  country: string
  color: string
  status: 'active' | 'inactive'
  has_logo: boolean
  modules_off: string[]
}

/** What the screens start from: who, where, with which rights; and the access token of the next ten minutes. */
export async function describeSession(
  routes: Routes,
  sessionId: string,
  organizationId: string,
  userId: string,
  request: RequestFacts,
): Promise<Session> {
  const scope = {
    kind: 'session' as const,
    sessionId,
    organizationId,
    userId,
    permission: null,
    clinicId: null,
    traceId: request.traceId,
  }
  const [people, organizations, assigned, clinics, changes, elevations, others] = await readWithin(
    routes.databases.of(organizationId),
    scope,
    (tx) =>
      tx.batch<
        [
          { full_name: string; email: string | null; doctor_id: string | null; photo: string | null },
          Session['organization'] & { trial: Session['trial'] },
          { clinic_id: string | null; role: Role },
          ClinicRow,
          RoleChange,
          NonNullable<Session['elevation']>,
          Session['otherOrganizations'][number],
        ]
      >(
        sql`select p.full_name, p.email, d.id as doctor_id, f.sha256 as photo from people p
        left join person_photos f on f.organization_id = p.organization_id and f.user_id = p.user_id
        left join doctors d on d.organization_id = p.organization_id and d.user_id = p.user_id where p.user_id = ${userId}`,
        sql`select o.id, o.name, o.currency, o.time_zone as "timeZone", o.color, o.country,
          (select json_build_object('endsOn', s.trial_ends_on, 'readOnlyFrom',
              to_char(o.read_only_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
            from subscriptions s where s.organization_id = o.id and s.trial_ends_on is not null) as trial
        from organizations o`,
        sql`select clinic_id, role from assignments where user_id = ${userId}`,
        sql`select c.id, c.name, c.code, c.city, c.time_zone, c.currency, c.country, c.color, c.status,
          c.logo_sha256 is not null as has_logo, c.modules_off
        from clinics c
        where c.id = any (app.clinic_ids()) order by c.city, c.name`,
        sql`select clinic_id as "clinicId", role, permission, allowed from role_changes`,
        sql`select id, operator_name as "operatorName", as_name as "asName", reason, ends_at as "endsAt" from elevations
        where organization_id = ${organizationId} and id = app.elevation_id()`,
        sql`select id, name from app.other_organizations()`,
      ),
  )
  const elevation = elevations[0] ?? null
  const { trial, ...organization } = organizations[0]!
  // Support that is nobody of this organization sees what its head office reads, and changes nothing.
  const looksIn = elevation !== null && elevation.asName === null
  const person = looksIn ? { full_name: elevation.operatorName, email: null, doctor_id: null, photo: null } : people[0]!
  const assignments = looksIn ? [{ clinic_id: null, role: 'org_admin' as const }] : assigned
  const everywhere = assignments.filter((row) => row.clinic_id === null).map((row) => row.role)
  const held = roleOrder.filter((role) => assignments.some((row) => row.role === role))
  const accessToken = await routes.tokens.sign({
    sessionId,
    userId,
    organizationId,
    roles: [...held],
    clinicIds: everywhere.length > 0 ? ['*'] : [...new Set(assignments.map((row) => row.clinic_id!))],
  })
  return {
    accessToken,
    expiresInSeconds: accessTokenSeconds,
    user: {
      id: userId,
      fullName: person.full_name,
      email: person.email,
      doctorId: person.doctor_id,
      photo: person.photo,
    },
    organization,
    organizationWide: everywhere.length > 0,
    roles: [...held],
    clinics: clinics.map((clinic) => {
      const here = assignments
        .filter((row) => row.clinic_id === null || row.clinic_id === clinic.id)
        .map((row) => row.role)
      const { time_zone, has_logo, modules_off, ...rest } = clinic
      return {
        ...rest,
        timeZone: time_zone,
        hasLogo: has_logo,
        roles: [...new Set(here)],
        permissions: permissionsIn({ id: clinic.id, modulesOff: modules_off }, here, changes).filter(
          (permission) => !looksIn || permission.endsWith('.read'),
        ),
      }
    }),
    home: homeOf(held),
    trial,
    // On the host of one organization there are no others.
    otherOrganizations: (await routes.hosts.organizationOf(request.host)) === null ? others : [],
    platform: null,
    elevation,
  }
}

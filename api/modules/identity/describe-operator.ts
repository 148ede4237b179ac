import type { Session } from '#contract/session.ts'
import { Refused } from '../../core/errors.ts'
import type { RequestFacts } from '../../core/request.ts'
import { accessTokenSeconds } from '../../core/session.ts'
import { noOrganization, readWithin, sql } from '../../core/tx.ts'
import { describeSession } from './describe-session.ts'
import type { Door } from './door.ts'

/**
 * What an operator's screens start from. While support is inside an organization, what those of its people would: the
 * session that the elevation made, which has no refresh token of its own and is gone when its time is over.
 */
export async function describeOperator(
  { routes, lookups, accounts }: Door,
  sessionId: string,
  userId: string,
  request: RequestFacts,
): Promise<Session> {
  const inside = await lookups.insideOf(sessionId)
  if (inside) return describeSession(routes, inside.session_id, inside.organization_id, inside.user_id, request)
  const scope = {
    kind: 'session' as const,
    sessionId,
    organizationId: noOrganization,
    userId,
    permission: null,
    clinicId: null,
    traceId: request.traceId,
  }
  const [platform, person, otherOrganizations] = await Promise.all([
    lookups.platformRoleOf(userId),
    accounts.mine(sessionId),
    readWithin(routes.databases.control, scope, (tx) =>
      tx.rows(sql<Session['otherOrganizations'][number]>`select id, name from app.other_organizations()`),
    ),
  ])
  if (!platform) throw new Refused('session_ended')
  const claims = { sessionId, userId, organizationId: noOrganization, roles: [], clinicIds: [] }
  return {
    accessToken: await routes.tokens.sign(claims),
    expiresInSeconds: accessTokenSeconds,
    user: { id: userId, fullName: person.full_name, email: person.email, doctorId: null, photo: null },
    organization: {
      id: noOrganization,
      name: 'Polyclinic',
      currency: 'USD',
      timeZone: 'UTC',
      color: '#0f766e',
      country: 'US',
    },
    organizationWide: false,
    roles: [],
    clinics: [],
    otherOrganizations,
    home: 'platform',
    trial: null,
    platform,
    elevation: null,
  }
}

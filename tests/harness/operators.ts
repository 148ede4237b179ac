import type pg from 'pg'
import { openTokens } from '#api/core/session.ts'
import { noOrganization } from '#api/core/tx.ts'
import { hashPassword } from '#api/integrations/password.ts'
import { type Person, testSecret } from './group.ts'

/** Of every operator of tests. */
export const operatorPassword = 'a password for operators'

/** Somebody with a platform role and a session in no organization; `sample`: signs in without a second step. */
export async function addOperator(
  admin: pg.Client,
  name: string,
  role: 'super_admin' | 'support',
): Promise<Person & { email: string }> {
  const insert = async (text: string, values: unknown[]) =>
    (await admin.query<{ id: string }>(text, values)).rows[0]!.id
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@operator.example`
  const userId = await insert('insert into users (email, full_name, password_hash) values ($1, $2, $3) returning id', [
    email,
    name,
    await hashPassword(operatorPassword),
  ])
  await admin.query('insert into platform_roles (user_id, role, is_sample) values ($1, $2, true)', [userId, role])
  const sessionId = await insert(
    `insert into sessions (organization_id, user_id, expires_at) values (null, $1, now() + interval '1 day') returning id`,
    [userId],
  )
  const claims = { sessionId, userId, organizationId: noOrganization, roles: [], clinicIds: [] }
  return { userId, organizationId: noOrganization, sessionId, email, token: await openTokens(testSecret).sign(claims) }
}

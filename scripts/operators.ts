import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { hashPassword } from '#api/integrations/password.ts'
import { Explained } from '#db/explained.ts'

export type PlatformRole = 'super_admin' | 'support'

/**
 * Gives somebody a role on the platform. Who has no account gets one with a first password, which is answered once and
 * has to be changed at the first sign-in; a second step is set up there as well. Known people keep theirs.
 */
export async function addOperator(
  admin: pg.Client,
  { email, role, name }: { email: string; role: PlatformRole; name: string | null },
): Promise<{ password: string | null }> {
  if (!/^\S+@\S+\.\S+$/.test(email)) throw new Explained(`${email} is not an e-mail address.`)
  const login = email.toLowerCase()
  const { rows } = await admin.query<{ id: string }>('select id from users where email = $1', [login])
  let userId = rows[0]?.id
  let password: string | null = null
  if (!userId) {
    password = randomBytes(12).toString('base64url')
    const made = await admin.query<{ id: string }>(
      `insert into users (email, full_name, password_hash, must_change_password) values ($1, $2, $3, true) returning id`,
      [login, name ?? login, await hashPassword(password)],
    )
    userId = made.rows[0]!.id
  }
  await admin.query(
    `insert into platform_roles (user_id, role) values ($1, $2)
     on conflict (user_id) do update set role = excluded.role, is_sample = false`,
    [userId, role],
  )
  return { password }
}

/** Takes the role away; sessions end at once. The account stays. */
export async function removeOperator(admin: pg.Client, email: string): Promise<void> {
  const { rowCount } = await admin.query(
    'delete from platform_roles r using users u where u.id = r.user_id and u.email = $1',
    [email.toLowerCase()],
  )
  if (!rowCount) throw new Explained(`${email} has no role on the platform.`)
}

export async function listOperators(admin: pg.Client): Promise<{ email: string; name: string; role: PlatformRole }[]> {
  const { rows } = await admin.query(
    `select u.email, u.full_name as name, r.role from platform_roles r join users u on u.id = r.user_id order by r.role, u.email`,
  )
  return rows
}

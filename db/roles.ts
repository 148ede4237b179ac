import type pg from 'pg'
import { codeOf, Explained } from '#db/explained.ts'

/**
 * The five roles (docs: ARCHITECTURE 4.1). They belong to the server, not to a database, so they are made before the
 * first migration and looked over at every one: attributes that drifted are put back.
 */
const roles: Record<string, { attributes: string; bypasses: boolean; signsIn: boolean }> = {
  polyclinic_owner: { attributes: 'nologin nobypassrls', bypasses: false, signsIn: false },
  polyclinic_lookup: { attributes: 'nologin bypassrls', bypasses: true, signsIn: false },
  polyclinic_app: { attributes: 'login nobypassrls', bypasses: false, signsIn: true },
  polyclinic_platform: { attributes: 'login nobypassrls', bypasses: false, signsIn: true },
  polyclinic_backup: { attributes: 'nologin bypassrls', bypasses: true, signsIn: false },
}

/** A statement that waits longer than a person would is given up, so that it cannot hold a connection. */
const limits = { statement_timeout: '30s', lock_timeout: '5s', idle_in_transaction_session_timeout: '30s' }

/** The extensions the schema is written with; all are in PostgreSQL's own contrib. */
const extensions = ['pg_trgm', 'btree_gist', 'unaccent', 'fuzzystrmatch']

/** Makes the roles that are missing, repairs the others, and answers the names of those made. */
export async function ensureRoles(admin: pg.Client): Promise<string[]> {
  const made: string[] = []
  try {
    for (const [name, role] of Object.entries(roles)) {
      const found = await findRole(admin, name)
      if (!found) {
        await admin.query(`create role ${name} ${role.attributes}`)
        made.push(name)
      } else if (found.bypasses !== role.bypasses || found.signsIn !== role.signsIn || found.powerful) {
        await admin.query(
          `alter role ${name} ${role.attributes} ${found.powerful ? 'nosuperuser nocreaterole nocreatedb' : ''}`,
        )
      }
    }
    await limitApp(admin)
  } catch (error) {
    if (codeOf(error) !== '42501') throw error
    throw new Explained(
      `The database user of DATABASE_URL may not make Polyclinic's roles (${(error as Error).message}). ` +
        'Use a superuser, or a user with CREATEROLE and BYPASSRLS.',
    )
  }
  return made
}

async function findRole(admin: pg.Client, name: string) {
  const { rows } = await admin.query<{ signsIn: boolean; bypasses: boolean; powerful: boolean }>(
    `select rolcanlogin as "signsIn", rolbypassrls as bypasses, (rolsuper or rolcreaterole or rolcreatedb) as powerful
       from pg_roles where rolname = $1`,
    [name],
  )
  return rows[0]
}

async function limitApp(admin: pg.Client) {
  const { rows } = await admin.query<{ rolconfig: string[] | null }>(
    `select rolconfig from pg_roles where rolname = 'polyclinic_app'`,
  )
  for (const [name, value] of Object.entries(limits)) {
    if (!rows[0]?.rolconfig?.includes(`${name}=${value}`))
      await admin.query(`alter role polyclinic_app set ${name} = '${value}'`)
  }
}

/** Gives the owner what migrations need in this database, and makes the extensions. Safe to run again. */
export async function prepareDatabase(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ name: string; me: string; superuser: boolean }>(
    `select quote_ident(current_database()) as name, quote_ident(current_user) as me,
            (select rolsuper from pg_roles where rolname = current_user) as superuser`,
  )
  const { name, me, superuser } = rows[0]!
  // A creator of roles does not belong to them by itself; only superusers may act as anybody.
  if (!superuser) await admin.query(`grant polyclinic_owner, polyclinic_lookup to ${me} with inherit true, set true`)
  // The owner hands its look-up functions over and grants them; bypassing the walls is never inherited.
  await admin.query('grant polyclinic_lookup to polyclinic_owner with inherit true, set true')
  await admin.query(`grant connect, create on database ${name} to polyclinic_owner`)
  await admin.query(`grant connect on database ${name} to polyclinic_app, polyclinic_platform, polyclinic_backup`)
  await admin.query(`revoke temporary on database ${name} from public`)
  await admin.query('alter schema public owner to polyclinic_owner')
  for (const extension of extensions) await admin.query(`create extension if not exists ${extension} schema public`)
}

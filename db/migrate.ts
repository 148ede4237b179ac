import type pg from 'pg'
import { withClient } from '#db/client.ts'
import { Explained } from '#db/explained.ts'
import { type Migration, readMigrations } from '#db/migration-files.ts'
import { ensureRoles, prepareDatabase } from '#db/roles.ts'

export interface Migrated {
  /** Names of the migrations applied now, in order. */
  applied: string[]
  /** How many had been applied before. */
  before: number
  /** Roles made on the server now. */
  rolesMade: string[]
}

/**
 * Brings the database at `adminUrl` (a superuser, or a user that may create roles) to the schema of `folder`.
 *
 * Each migration runs in its own transaction as `polyclinic_owner` and is recorded with its checksum in
 * `migrations.applied`. Two runs at once wait for each other. Throws `Explained` when the server is older than
 * PostgreSQL 18, the database holds foreign tables, a recorded file was changed or is missing, or the SQL fails.
 */
export async function migrate(options: {
  adminUrl: string
  folder?: string
  say?: (sentence: string) => void
}): Promise<Migrated> {
  const migrations = readMigrations(options.folder)
  return withClient(options.adminUrl, async (admin) => {
    await refuseOldServer(admin)
    // Released when the connection closes, also when we are killed.
    await admin.query(`select pg_advisory_lock(hashtext('polyclinic.migrate'))`)
    const recorded = await readRecord(admin)
    const pending = choosePending(migrations, recorded)
    if (pending.length === 0) return { applied: [], before: recorded.length, rolesMade: await ensureRoles(admin) }

    if (recorded.length === 0) await refuseForeignTables(admin)
    const rolesMade = await ensureRoles(admin)
    await prepareDatabase(admin)
    await makeRecord(admin)
    for (const migration of pending) {
      const startedAt = performance.now()
      await apply(admin, migration)
      options.say?.(`Applied ${migration.name} in ${Math.round(performance.now() - startedAt)} ms`)
    }
    return { applied: pending.map(({ name }) => name), before: recorded.length, rolesMade }
  })
}

type Recorded = Pick<Migration, 'number' | 'name' | 'checksum'>

function choosePending(migrations: Migration[], recorded: Recorded[]): Migration[] {
  for (const { number, name, checksum } of recorded) {
    const file = migrations.find((migration) => migration.number === number)
    if (!file)
      throw new Explained(
        `The database is newer than this program: it has ${name}, which is not here. Update the program.`,
      )
    if (file.checksum !== checksum) {
      throw new Explained(
        `${file.name}.sql was changed after it was applied to this database. Put the file back and write the change as a new migration. ` +
          '(A database that holds nothing to keep is made anew by npm run migrate -- --fresh.)',
      )
    }
  }
  const highest = Math.max(0, ...recorded.map(({ number }) => number))
  const pending = migrations.filter(({ number }) => !recorded.some((row) => row.number === number))
  const late = pending.find(({ number }) => number < highest)
  if (late)
    throw new Explained(
      `${late.name}.sql comes before migrations that this database already has: give it a higher number.`,
    )
  return pending
}

async function apply(admin: pg.Client, migration: Migration) {
  await admin.query('begin')
  try {
    await admin.query(`set local lock_timeout = '20s'`)
    await admin.query('set local role polyclinic_owner')
    const lifted = await liftForce(admin)
    await admin.query(migration.sql)
    await restoreForce(admin, lifted)
    await admin.query('reset role')
    await admin.query('insert into migrations.applied (number, name, checksum) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.checksum,
    ])
    await admin.query('commit')
  } catch (error) {
    await admin.query('rollback').catch(() => {})
    throw new Explained(
      `${migration.name}.sql${lineOf(error, migration.sql)} failed, and nothing of it was kept: ${wordsOf(error)}`,
      { cause: error },
    )
  }
}

/** Under FORCE the owner sees no rows, and a backfill or a new foreign key would silently see nothing (ARCHITECTURE 4.2). */
async function liftForce(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query<{ oid: string; name: string }>(
    `select oid, oid::regclass::text as name from pg_class where relforcerowsecurity and pg_has_role(relowner, 'usage') order by oid`,
  )
  for (const { name } of rows) await owner.query(`alter table ${name} no force row level security`)
  return rows.map(({ oid }) => oid)
}

async function restoreForce(owner: pg.Client, lifted: string[]) {
  // A table with checks still to come cannot be altered.
  await owner.query('set constraints all immediate')
  const { rows } = await owner.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class where oid = any ($1::oid[]) and relkind in ('r', 'p') and not relforcerowsecurity`,
    [lifted],
  )
  for (const { name } of rows) await owner.query(`alter table ${name} force row level security`)
}

async function refuseOldServer(admin: pg.Client) {
  const { rows } = await admin.query<{ number: number; name: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as name`,
  )
  if (rows[0]!.number < 180000) throw new Explained(`Polyclinic needs PostgreSQL 18; this server is ${rows[0]!.name}.`)
}

async function refuseForeignTables(admin: pg.Client) {
  const { rows } = await admin.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'migrations')
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e') limit 3`,
  )
  if (rows.length === 0) return
  const names = rows.map(({ name }) => name).join(', ')
  throw new Explained(`This database is not empty (it has ${names}) and was not made by Polyclinic. Name an empty one.`)
}

async function readRecord(admin: pg.Client): Promise<Recorded[]> {
  const { rows: found } = await admin.query(`select from pg_class where oid = to_regclass('migrations.applied')`)
  if (found.length === 0) return []
  const { rows } = await admin.query<Recorded>('select number, name, checksum from migrations.applied order by number')
  return rows
}

async function makeRecord(admin: pg.Client) {
  await admin.query(`
    create schema if not exists migrations;
    grant usage on schema migrations to polyclinic_app;
    create table if not exists migrations.applied (
      number int primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now()
    );
    grant select on migrations.applied to polyclinic_app`)
}

function lineOf(error: unknown, sql: string): string {
  const position = Number((error as { position?: string }).position)
  return position ? ` line ${sql.slice(0, position).split('\n').length}` : ''
}

function wordsOf(error: unknown): string {
  const { message, detail, hint, where } = error as { message: string; detail?: string; hint?: string; where?: string }
  return [message, detail, hint, where?.split('\n')[0]].filter(Boolean).join('. ')
}

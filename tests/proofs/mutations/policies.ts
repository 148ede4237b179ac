import type pg from 'pg'
import { withClient } from '#db/client.ts'
import type { Setting } from '../walls/turn.ts'
import type { Mutant } from './mutant.ts'

interface Policy {
  table: string
  name: string
  permissive: boolean
  using: string | null
  check: string | null
}

/** Whose rows must not be reached: by her scope, and how a row of theirs is told. */
export interface Strangers {
  /** Sessions and branches from which is looked. */
  receptionist: [sessionId: string, clinicId: string]
  /** A doctor of a branch where doctors see own patients only. */
  doctor: [sessionId: string, clinicId: string]
  foreignOrganizationId: string
  otherClinicId: string
  /** Ids of the rows of another doctor's patient. */
  othersPatient: readonly string[]
  /** The doctor's own id. */
  doctorId: string
}

/**
 * Each policy of each table, opened in turn (a narrowing one: dropped), and looked through with queries that forget
 * every condition; then put back. Policies for the operator's role are not of these walls.
 */
export async function mutatePolicies({ admin }: Setting, appUrl: string, strangers: Strangers): Promise<Mutant[]> {
  const { rows: policies } = await admin.query<Policy>(`select c.relname as table, p.polname as name,
      p.polpermissive as permissive, pg_get_expr(p.polqual, p.polrelid) as using,
      pg_get_expr(p.polwithcheck, p.polrelid) as check
    from pg_policy p join pg_class c on c.oid = p.polrelid and c.relnamespace = 'public'::regnamespace
    where (c.relname = 'organizations' or exists (select from pg_attribute a where a.attrelid = c.oid
        and a.attname = 'organization_id')) and has_table_privilege('polyclinic_app', c.oid, 'select') and (p.polroles = '{0}' or 'polyclinic_app'::regrole = any (p.polroles)) order by 1, 2`)
  const mutants: Mutant[] = []
  await withClient(appUrl, async (app) => {
    for (const policy of policies) {
      const on = `"${policy.name}" on "${policy.table}"`
      const before = await reached(app, policy.table, strangers)
      const opened = policy.using === null ? '' : 'using (true)'
      await admin.query(`alter policy ${on} ${opened} ${policy.check === null ? '' : 'with check (true)'}`)
      const after = await reached(app, policy.table, strangers)
      await admin.query(
        `alter policy ${on} ${policy.using === null ? '' : `using (${policy.using})`} ${policy.check === null ? '' : `with check (${policy.check})`}`,
      )
      const killedBy = before ? `it is open already: ${before}` : after
      mutants.push({
        name: `policy ${policy.name} on ${policy.table} ${policy.permissive ? 'opened' : 'dropped'}`,
        killedBy: before ? null : killedBy,
      })
    }
  })
  return mutants
}

/** What of a stranger's a forgetful query reaches, or null. */
async function reached(app: pg.Client, table: string, strangers: Strangers): Promise<string | null> {
  const scopes: [string, [string, string] | null][] = [
    ['without a scope', null],
    ['from another branch', strangers.receptionist],
    ['as a doctor who sees own patients only', strangers.doctor],
  ]
  for (const [how, scope] of scopes) {
    await app.query('begin')
    try {
      if (scope) await app.query('select app.enter($1, null, null, $2)', scope)
      const forbidden = scope === strangers.doctor ? ofDoctors(strangers) : scope ? ofBranches : {}
      for (const query of forbidden[table] ?? []) {
        await app.query('savepoint try')
        // Past the wall is also what only a key or a check stops.
        const past = await app.query(query).then(
          ({ rowCount }) => Boolean(rowCount),
          (error) => error.code !== '42501',
        )
        await app.query('rollback to savepoint try')
        if (past) return `${query.slice(0, 6)} ${how}, of what is not hers to write`
      }
      for (const query of [`select * from "${table}"`, ...writes(table)]) {
        await app.query('savepoint try')
        const answer = await app.query(query).catch(() => null) // no grant: refused before any wall
        await app.query('rollback to savepoint try')
        const wrong = answer?.rows.some((row) => isStrangers(row, table, strangers, scope))
        if (wrong) return `${query.slice(0, 6)} ${how}`
      }
    } finally {
      await app.query('rollback')
    }
  }
  return null
}

// Own rows that head office alone may write, or nobody once they are finished: a branch's own staff must not reach them.
const ofBranches: Record<string, string[]> = {
  organizations: ['update organizations set color = color returning id'],
  organization_logos: [
    `insert into organization_logos (sha256, media_type, bytes) values ('x', 'image/png', '\\x00') returning sha256`,
  ],
  audit_retention: [
    'insert into audit_retention (years) values (9)',
    'update audit_retention set years = years returning organization_id',
  ],
  patient_fields: [
    'update patient_fields set label = label where clinic_id is null',
    `insert into patient_fields (clinic_id, label, kind) values (null, 'x', 'text')`,
  ],
  patient_field_choices: [
    'update patient_field_choices set label = label where clinic_id is null',
    'delete from patient_field_choices where clinic_id is null',
    `insert into patient_field_choices (clinic_id, field_id, label) values (null, gen_random_uuid(), 'x')`,
  ],
  audit_checks: [`update audit_checks set seals = seals where state <> 'waiting' returning id`],
}
// A row that would make another doctor's patient her own.
const ofDoctors = ({ doctorId, othersPatient, receptionist: [, clinicId] }: Strangers): Record<string, string[]> => ({
  appointments: [
    `insert into appointments (clinic_id, patient_id, doctor_id, starts_at, ends_at)
     values ('${clinicId}', '${othersPatient[0]}', '${doctorId}', now(), now() + interval '30 minutes')`,
  ],
})

const writes = (table: string) => [
  `update "${table}" set ${table === 'organizations' ? 'id = id' : 'organization_id = organization_id'} returning *`,
  `delete from "${table}" returning *`,
]

function isStrangers(row: Record<string, unknown>, table: string, strangers: Strangers, scope: unknown): boolean {
  const organization = table === 'organizations' ? row.id : row.organization_id
  // Without a scope nothing at all may be reached.
  if (scope === null) return true
  if (organization === strangers.foreignOrganizationId) return true
  if ('clinic_id' in row && row.clinic_id === strangers.otherClinicId) return true
  if (scope !== strangers.doctor) return false
  return Object.values(row).some((value) => typeof value === 'string' && strangers.othersPatient.includes(value))
}

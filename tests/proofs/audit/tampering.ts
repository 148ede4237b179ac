import type pg from 'pg'
import type { InScope } from '#api/core/job.ts'
import type { Heads } from '#api/modules/audit/heads.ts'
import { organizationTrail } from '#api/modules/audit/trail.ts'
import { verifyChain } from '#api/modules/audit/verify.ts'

const one = `(select id from audit_events where organization_id = $1 order by tx, id offset 3 limit 1)`

/** What a database's owner might do, and what the verification must call it. Each is undone by the rollback after it. */
const tries: { what: string; statements: string[]; found: string }[] = [
  {
    what: 'a row removed',
    statements: [`delete from audit_details where event_id = ${one}`, `delete from audit_events where id = ${one}`],
    found: 'row_removed',
  },
  {
    what: 'a row changed',
    statements: [`update audit_events set user_id = null where id = ${one}`],
    found: 'row_changed',
  },
  {
    what: 'a row slipped in',
    statements: [
      `insert into audit_events (organization_id, event, subject_id, tx) select organization_id, 'patient.edited', subject_id, tx
       from audit_events where id = ${one}`,
    ],
    found: 'row_added',
  },
  {
    what: 'a detail rewritten',
    statements: [`update audit_details set detail = '{}' where organization_id = $1 and detail <> '{}'`],
    found: 'detail_changed',
  },
  {
    what: 'a seal removed',
    statements: ['delete from audit_seals where organization_id = $1 and number = 2'],
    found: 'seal_missing',
  },
  {
    what: 'a row removed and every seal made right again',
    statements: [
      `delete from audit_details where event_id = ${one}`,
      `delete from audit_events where id = ${one}`,
      'select tests.seal_anew($1)',
    ],
    found: 'differs_outside',
  },
]

// What the owner can do: hash the chain of today's rows from the beginning.
const sealAnew = `create schema tests;
  create function tests.seal_anew(organization uuid) returns void language plpgsql as $$
  declare s audit_seals; before_tx xid8 := '0'; before_id uuid := '00000000-0000-0000-0000-000000000000'; before bytea;
  begin
    for s in select * from audit_seals where organization_id = organization order by number loop
      s.entries := (select string_agg(uuid_send(e.id) || app.audit_line(e), ''::bytea order by e.tx, e.id) from audit_events e
        where e.organization_id = organization and (e.tx, e.id) > (before_tx, before_id) and (e.tx, e.id) <= (s.up_to_tx, s.up_to_id));
      s.hash := app.seal_hash(before, s.number, s.entries);
      update audit_seals u set entries = s.entries, hash = s.hash, row_count = length(s.entries) / 48
      where u.organization_id = organization and u.number = s.number;
      before_tx := s.up_to_tx; before_id := s.up_to_id; before := s.hash;
    end loop;
  end $$`

/** Tries each on the sealed trail, and says which the verification did not find by its name. */
export async function seeTampering(
  admin: pg.Client,
  scope: InScope,
  organizationId: string,
  heads: Heads,
): Promise<{ found: number; faults: string[] }> {
  await admin.query(sealAnew)
  const faults: string[] = []
  let found = 0
  const noted = await heads.read(organizationId)
  for (const { what, statements, found: expected } of tries) {
    const kept = await keep(admin)
    await admin.query('set session_replication_role = replica')
    for (const statement of statements) await admin.query(statement, statement.includes('$1') ? [organizationId] : [])
    const { finding } = await verifyChain(scope, organizationTrail(organizationId), noted)
    await kept.putBack()
    if (finding?.kind === expected) found++
    else faults.push(`${what}: the verification said ${finding?.kind ?? 'that all is well'}`)
  }
  const { finding } = await verifyChain(scope, organizationTrail(organizationId), noted)
  if (finding) faults.push(`put back as it was, the chain is still called ${finding.kind}`)
  return { found, faults }
}

/** The verification reads over other connections, so what was tried is committed, and put back row by row. */
async function keep(admin: pg.Client) {
  const tables = ['audit_details', 'audit_events', 'audit_seals']
  for (const table of tables) await admin.query(`create table tests.${table} as select * from ${table}`)
  return {
    async putBack() {
      for (const table of tables) await admin.query(`delete from ${table}`)
      for (const table of tables.toReversed()) {
        const { rows } = await admin.query(
          `select string_agg(quote_ident(attname), ', ') as list from pg_attribute
           where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
          [table],
        )
        await admin.query(
          `insert into ${table} (${rows[0].list}) select ${rows[0].list} from tests.${table}; drop table tests.${table}`,
        )
      }
      await admin.query('set session_replication_role = origin')
    },
  }
}

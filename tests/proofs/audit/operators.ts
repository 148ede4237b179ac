import type pg from 'pg'
import type { Database } from '#api/core/databases.ts'
import { noOrganization } from '#api/core/tx.ts'
import type { Heads } from '#api/modules/audit/heads.ts'
import { sealTrail } from '#api/modules/audit/seal.ts'
import { operatorsTrail } from '#api/modules/audit/trail.ts'
import { verifyChain } from '#api/modules/audit/verify.ts'
import { jobScope } from '#tests/harness/jobs.ts'
import { addOperator } from '#tests/harness/operators.ts'
import { untilOthersEnded } from '#tests/harness/quiet.ts'

const one = '(select id from platform_events order by id offset 1 limit 1)'
const tries = [
  ['removed', `delete from platform_events where id = ${one}`, 'row_removed'],
  ['changed', `update platform_events set reason = 'x' where id = ${one}`, 'row_changed'],
  [
    'slipped in',
    `insert into platform_events (user_id, event, subject_id, tx) select user_id, 'x.y', subject_id, tx
     from platform_events where id = ${one}`,
    'row_added',
  ],
] as const

/** What operators do outside every organization: nobody but the database writes it, and the chain over it holds. */
export async function seeOperators(
  admin: pg.Client,
  database: Database,
  heads: Heads,
): Promise<{ rows: number; found: number; faults: string[] }> {
  const { userId } = await addOperator(admin, 'Proof Operator', 'super_admin')
  for (let act = 0; act < 5; act++)
    await admin.query(
      `insert into platform_events (user_id, event, subject_id, detail) values ($1, 'organization.planSet', $1, '{"from": {}, "to": {}}')`,
      [userId],
    )
  const faults: string[] = []
  const rights = await admin.query<{ it: string }>(
    `select r.rolname || ' may ' || p.right || ' ' || t.name as it
     from unnest(array['polyclinic_platform', 'polyclinic_app']) as r (rolname),
       unnest(array['insert', 'update', 'delete', 'truncate']) as p ("right"),
       unnest(array['platform_events', 'platform_seals']) as t (name)
     where has_table_privilege(r.rolname, t.name, p."right")`,
  )
  faults.push(...rights.rows.map(({ it }) => it))

  const scope = jobScope(database, { organizationId: noOrganization })
  await untilOthersEnded(admin)
  await sealTrail(scope, operatorsTrail, heads, 3)
  const verify = async () => verifyChain(scope, operatorsTrail, await heads.read(operatorsTrail.name))
  const whole = await verify()
  if (whole.finding || whole.outside !== 'agrees')
    faults.push(`the operators’ chain: ${whole.finding?.kind ?? whole.outside}`)
  let found = 0
  const columns = 'id, recorded_at, user_id, event, subject_id, reason, detail, trace_id, tx'
  await admin.query(`create table tests.platform_events as select ${columns} from platform_events`)
  for (const [what, statement, expected] of tries) {
    await admin.query(statement)
    const { finding } = await verify()
    if (finding?.kind === expected) found++
    else faults.push(`an operator’s act ${what}: the verification said ${finding?.kind ?? 'that all is well'}`)
    await admin.query(`delete from platform_events;
      insert into platform_events (${columns}) select ${columns} from tests.platform_events`)
  }
  return { rows: whole.rowsChecked, found, faults }
}

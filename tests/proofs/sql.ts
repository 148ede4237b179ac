import pg from 'pg'
import { arrangeGroup } from '#tests/harness/group.ts'
import type { ProofOptions, ProofResult } from './proof.ts'
import { alternate } from './sql/alternating.ts'
import { seeDefiners } from './sql/definers.ts'
import { refusedStatements } from './sql/refused.ts'
import { seeLeftovers } from './sql/settings.ts'

const word = 'Kanchenjunga'

/** SQL of an attacker's choosing as the app's own role: what it is refused, what stays behind, what the doors answer. */
export async function proveSql(options: ProofOptions, rounds = 10_000): Promise<ProofResult> {
  const admin = new pg.Client(options.adminUrl)
  admin.on('error', () => {})
  await admin.connect()
  const group = await arrangeGroup(admin)
  await admin.query('update patients set full_name = $2, notes = $2 where id = $1', [group.patients.gulberg, word])
  const client = new pg.Client(options.appUrl)
  client.on('error', () => {})
  await client.connect()
  try {
    const failures: string[] = []
    const everyTable = await seeRefused(admin, client, failures)
    const leftovers = await seeLeftovers(client, group)
    const definers = await seeDefiners(admin, client, group, word)
    options.report('statements, leftovers and functions are through')
    const alternated = await alternate(options.appUrl, group, rounds)
    failures.push(...leftovers.faults, ...definers.faults, ...alternated.faults)
    const figures = {
      refused: everyTable,
      leftovers: leftovers.looked,
      functionCalls: definers.looked,
      scopes: alternated.rounds,
      throws: alternated.throws,
      timeouts: alternated.timeouts,
      disconnects: alternated.disconnects,
      wrongRows: alternated.wrongRows,
      faults: failures.length,
    }
    return { passed: failures.length === 0, sentence: sentenceOf(figures), figures, failures }
  } finally {
    await client.end()
    await admin.end()
  }
}

/** The list of statements, and for every walled table what would open or empty it. How many were refused. */
async function seeRefused(admin: pg.Client, client: pg.Client, failures: string[]): Promise<number> {
  const { rows: tables } = await admin.query<{ name: string; policy: string }>(
    `select c.oid::regclass::text as name, p.polname as policy from pg_class c join pg_policy p on p.polrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relrowsecurity`,
  )
  const everywhere = tables.flatMap(({ name, policy }) => [
    `alter table ${name} disable row level security`,
    `alter table ${name} no force row level security`,
    `drop policy ${policy} on ${name}`,
    `alter policy ${policy} on ${name} using (true)`,
    `truncate ${name} cascade`,
    `alter table ${name} disable trigger all`,
    `drop table ${name} cascade`,
  ])
  let refused = 0
  for (const statement of [...refusedStatements.map(([, text]) => text), ...everywhere]) {
    const outcome = await client.query(statement).then(
      () => 'ran',
      (error) => error.code as string,
    )
    if (outcome === '42501') refused++
    else failures.push(`"${statement}" as the app role: ${outcome}`)
    await client.query('rollback')
  }
  return refused
}

function sentenceOf(f: Record<string, number>): string {
  if (f.faults) return `${f.faults} faults behind SQL as the app role.`
  return (
    `${f.refused} statements as the app role were refused; in ${f.leftovers} looks nothing left in a connection reached the next scope; ` +
    `${f.functionCalls} calls of functions with higher rights told a stranger nothing; ${f.scopes} alternating scopes on one ` +
    `connection with ${f.throws} throws, ${f.timeouts} timeouts and ${f.disconnects} cut connections showed ${f.wrongRows} wrong rows.`
  )
}

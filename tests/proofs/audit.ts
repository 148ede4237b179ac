import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '#api/core/databases.ts'
import { openHeads } from '#api/modules/audit/heads.ts'
import { sealTrail } from '#api/modules/audit/seal.ts'
import { organizationTrail } from '#api/modules/audit/trail.ts'
import { verifyChain } from '#api/modules/audit/verify.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { jobScope } from '#tests/harness/jobs.ts'
import { untilOthersEnded } from '#tests/harness/quiet.ts'
import { seeActs } from './audit/acts.ts'
import { seeAppendOnly } from './audit/append-only.ts'
import { seeElevated } from './audit/elevated.ts'
import { seeLooks } from './audit/looks.ts'
import { seeOperators } from './audit/operators.ts'
import { seeTampering } from './audit/tampering.ts'
import type { ProofOptions, ProofResult } from './proof.ts'
import { openSetting } from './setting.ts'

/**
 * Every act of the contract, done once through the front door, leaves a row that says who, where, why and what it
 * changed; opening a patient leaves one that says who looked; the app's own role can neither change nor delete any;
 * the rows are sealed and verify, and what a database's owner does to them afterwards is found and named.
 */
export async function proveAudit(
  options: ProofOptions,
  only: (endpoint: Endpoint) => boolean = () => true,
): Promise<ProofResult> {
  const setting = await openSetting(options.adminUrl, options.appUrl)
  const { admin, group } = setting
  const database = openDatabase(options.appUrl, 2)
  const folder = await mkdtemp(join(tmpdir(), 'heads-'))
  try {
    const acts = await seeActs(setting, only)
    options.report(`${acts.acts} acts`)
    const looks = await seeLooks(setting)
    options.report(`${looks.looks} looks`)
    const elevated = await seeElevated(setting)
    const append = await seeAppendOnly(options.appUrl, group)

    const scope = jobScope(database, { organizationId: group.organizationId })
    const heads = openHeads(folder)
    const trail = organizationTrail(group.organizationId)
    await untilOthersEnded(admin)
    await sealTrail(scope, trail, heads, 20)
    const verdict = await verifyChain(scope, trail, await heads.read(trail.name))
    const { rows } = await admin.query('select count(*)::int as count from audit_events where organization_id = $1', [
      group.organizationId,
    ])
    const chain: string[] = []
    if (verdict.finding) chain.push(`the chain is broken before anybody touched it: ${verdict.finding.kind}`)
    if (verdict.rowsChecked !== rows[0].count)
      chain.push(`${rows[0].count} rows were recorded and ${verdict.rowsChecked} sealed`)
    if (verdict.outside !== 'agrees') chain.push(`the heads outside say: ${verdict.outside}`)
    const tampering = await seeTampering(admin, scope, group.organizationId, heads)

    const operators = await seeOperators(admin, database, heads)

    const failures = [
      ...acts.faults,
      ...looks.faults,
      ...elevated.faults,
      ...append.faults,
      ...chain,
      ...tampering.faults,
      ...operators.faults,
    ]
    for (const failure of failures.slice(0, 40)) options.report(failure)
    const figures = {
      acts: acts.acts,
      withDetail: acts.withDetail,
      withDifference: acts.withDifference,
      withReason: acts.withReason,
      looks: looks.looks,
      elevated: elevated.rows,
      refused: append.refused,
      rows: verdict.rowsChecked,
      seals: verdict.seals,
      operatorRows: operators.rows,
      tamperingFound: tampering.found + operators.found,
      faults: failures.length,
    }
    return { passed: failures.length === 0, sentence: sentenceOf(figures), figures, failures }
  } finally {
    await database.end()
    await setting.close()
    await rm(folder, { recursive: true, force: true })
  }
}

function sentenceOf(f: Record<string, number>): string {
  if (f.faults) return `${f.faults} faults in the trail of ${f.acts} acts.`
  return (
    `${f.acts} acts left their row with actor, clinic and request (${f.withDifference} with before and after, ${f.withReason} with ` +
    `a reason, ${f.withDetail} with a detail); ${f.looks} looks at a patient were noted; support’s rows said so; ${f.refused} tries of the app role to change the trail ` +
    `were refused; ${f.rows} rows in ${f.seals} seals and ${f.operatorRows} of operators verified, and ${f.tamperingFound} kinds of tampering were found and named.`
  )
}

import * as z from 'zod'
import { type InScope, job } from '../../core/job.ts'
import { log } from '../../core/log.ts'
import { sql } from '../../core/tx.ts'
import { answerOperatorsChecks } from './check-operators.ts'
import type { Heads } from './heads.ts'
import { operatorsTrail, organizationTrail, type Seal, type Trail } from './trail.ts'
import { isOld } from './verify.ts'

/** Enough for a minute of a large organization; more goes into the next seal at once. */
const rowsPerSeal = 5_000

/** Seals what was recorded since the last time, for every organization that has any and for the operators. Cost grows with new rows only. */
export const sealAudit = (heads: Heads | null) =>
  job('audit.seal', z.object({}), async (inScope, _data, signal, inOrganization) => {
    const organizations = await inScope.read((tx) =>
      tx.rows(sql<{ id: string }>`select app.organizations_to_seal() as id`),
    )
    for (const { id } of organizations) {
      if (signal.aborted) return
      await sealTrail(inOrganization(id), organizationTrail(id), heads, rowsPerSeal)
    }
    await sealTrail(inScope, operatorsTrail, heads, rowsPerSeal)
    await answerOperatorsChecks(inScope, heads, signal)
  })

/** Makes as many seals as there are rows for, and notes their heads outside. How many it made. */
export async function sealTrail(inScope: InScope, trail: Trail, heads: Heads | null, most: number): Promise<number> {
  for (let made = 0; ; made++) {
    const seal = await inScope.write(async (tx) => {
      tx.recordNothing('sealing writes about the trail, not into it')
      return tx.find(trail.seal(most))
    })
    if (!seal) return made
    if (heads) await noteHead(inScope, trail, heads, seal)
    if (seal.rowCount < most) return made + 1
  }
}

/** Committed, then noted. What an earlier worker committed and could not note any more is noted now. */
async function noteHead(inScope: InScope, trail: Trail, heads: Heads, seal: Seal) {
  const noted = await heads.read(trail.name)
  const last = noted.at(-1)?.number ?? 0
  if (last >= seal.number) {
    // Not ours to mend: the database was set back, or somebody took seals away. The verification says which.
    log.error({ trail: trail.name, seal: seal.number, outside: last }, 'the audit trail is behind its head outside')
    return
  }
  const missing = (await inScope.read((tx) => tx.rows(trail.sealsFrom(last + 1)))).filter(
    ({ number }) => number <= seal.number,
  )
  // To note today what should have been noted long ago would be to believe the database what it says now.
  if (missing.some(({ sealedAt }) => isOld(sealedAt))) {
    log.error({ trail: trail.name, seal: seal.number, outside: last }, 'heads of the audit trail are gone from outside')
    return
  }
  await heads.append(trail.name, missing.map(headOf))
}

export function headOf({ number, rowCount, hash }: Seal) {
  return { number, hash: hash.toString('hex'), rows: rowCount }
}

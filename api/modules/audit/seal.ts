import * as z from 'zod'
import { type InScope, job } from '../../core/job.ts'
import { log } from '../../core/log.ts'
import { sql } from '../../core/tx.ts'
import type { Heads } from './heads.ts'

/** Enough for a minute of a large organization; more goes into the next seal at once. */
const rowsPerSeal = 5_000

interface Seal {
  number: number
  rowCount: number
  hash: Buffer
}

/** Seals what was recorded since the last time, for every organization that has any. Cost grows with new rows only. */
export const sealAudit = (heads: Heads | null) =>
  job('audit.seal', z.object({}), async (inScope, _data, signal, inOrganization) => {
    const organizations = await inScope.read((tx) =>
      tx.rows(sql<{ id: string }>`select app.organizations_to_seal() as id`),
    )
    for (const { id } of organizations) {
      if (signal.aborted) return
      await sealOrganization(inOrganization(id), id, heads, rowsPerSeal)
    }
  })

/** Makes as many seals as there are rows for, and notes their heads outside. How many it made. */
export async function sealOrganization(
  inScope: InScope,
  organizationId: string,
  heads: Heads | null,
  most: number,
): Promise<number> {
  for (let made = 0; ; made++) {
    const seal = await inScope.write(async (tx) => {
      tx.recordNothing('sealing writes about the trail, not into it')
      return tx.find(sql<Seal>`select number, row_count as "rowCount", hash from app.seal_audit(${most})`)
    })
    if (!seal) return made
    if (heads) await noteHead(inScope, organizationId, heads, seal)
    if (seal.rowCount < most) return made + 1
  }
}

/** Committed, then noted. What an earlier worker committed and could not note any more is noted now. */
async function noteHead(inScope: InScope, organizationId: string, heads: Heads, seal: Seal) {
  const noted = await heads.read(organizationId)
  const last = noted.at(-1)?.number ?? 0
  if (last >= seal.number) {
    // Not ours to mend: the database was set back, or somebody took seals away. The verification says which.
    log.error({ organizationId, seal: seal.number, outside: last }, 'the audit trail is behind its head outside')
    return
  }
  const missing = await inScope.read((tx) =>
    tx.rows(sql<Seal>`select number, row_count as "rowCount", hash from audit_seals
      where organization_id = ${organizationId} and number > ${last} and number <= ${seal.number} order by number`),
  )
  await heads.append(
    organizationId,
    missing.map(({ number, rowCount, hash }) => ({ number, hash: hash.toString('hex'), rows: rowCount })),
  )
}

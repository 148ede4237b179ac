import type { AuditFinding } from '#contract/audit.ts'
import type { InScope } from '../../core/job.ts'
import { sql } from '../../core/tx.ts'
import type { Head } from './heads.ts'

/** One seal as `app.check_seal` shows it. */
export interface SealSeen {
  number: number
  rowCount: number
  hash: Buffer
  rightHash: Buffer
  entries: Buffer
  foundEntries: Buffer | null
  details: Partial<Record<'missing' | 'shredded' | 'changed' | 'added', { count: number; ids: string[] }>>
}

export interface Verdict {
  seals: number
  rowsChecked: number
  shredded: number
  outside: 'none' | 'agrees' | 'differs'
  /** The first thing that is wrong, or null. */
  finding: AuditFinding | null
}

const entryBytes = 48
const mostNamed = 20

/** Goes over the whole chain of an organization, seal by seal, and stops at the first that is broken. */
export async function verifyChain(
  inScope: InScope,
  organizationId: string,
  noted: readonly Head[],
  signal?: AbortSignal,
): Promise<Verdict> {
  const verdict: Verdict = { seals: 0, rowsChecked: 0, shredded: 0, outside: 'none', finding: null }
  const outside = new Map<number, string>()
  // The first that was noted for a number counts: a later line cannot take it back.
  for (const { number, hash } of noted) if (!outside.has(number)) outside.set(number, hash)
  const seals = await inScope.read((tx) =>
    tx.rows(sql<{ number: number; lastAt: string }>`select number, last_at as "lastAt" from audit_seals
      where organization_id = ${organizationId} order by number`),
  )
  const broken = (finding: AuditFinding): Verdict => ({
    ...verdict,
    outside: finding.kind === 'differs_outside' || finding.kind === 'seal_missing' ? 'differs' : verdict.outside,
    finding,
  })
  for (const [index, { number, lastAt }] of seals.entries()) {
    signal?.throwIfAborted()
    const at = (kind: AuditFinding['kind'], count = 1, ids: string[] = []): AuditFinding => ({
      seal: number,
      lastAt,
      kind,
      count,
      ids: ids.slice(0, mostNamed),
    })
    if (number !== index + 1) return broken({ ...at('seal_missing'), seal: index + 1, lastAt: null })
    const seen = await inScope.read((tx) =>
      tx.one(sql<SealSeen>`select number, row_count as "rowCount", hash, right_hash as "rightHash", entries,
        found_entries as "foundEntries", details from app.check_seal(${number})`),
    )
    const fault = faultOf(seen)
    if (fault) return broken(at(fault.kind, fault.count, fault.ids))
    const known = outside.get(number)
    if (known && known !== seen.hash.toString('hex')) return broken(at('differs_outside', seen.rowCount))
    if (known) verdict.outside = 'agrees'
    verdict.seals += 1
    verdict.rowsChecked += seen.rowCount
    verdict.shredded += seen.details.shredded?.count ?? 0
  }
  const gone = [...outside.keys()].filter((number) => number > seals.length).sort((a, b) => a - b)
  if (gone.length > 0)
    return broken({ seal: gone[0]!, lastAt: null, kind: 'seal_missing', count: gone.length, ids: [] })
  return verdict
}

/** What is wrong with one seal, or null: rows first, because they say most. */
export function faultOf(seen: SealSeen): { kind: AuditFinding['kind']; count: number; ids: string[] } | null {
  const found = seen.foundEntries ?? Buffer.alloc(0)
  if (!seen.entries.equals(found)) {
    const [sealed, now] = [rowsOf(seen.entries), rowsOf(found)]
    const removed = [...sealed.keys()].filter((id) => !now.has(id))
    if (removed.length > 0) return { kind: 'row_removed', count: removed.length, ids: removed }
    const changed = [...sealed].filter(([id, digest]) => now.get(id) !== digest).map(([id]) => id)
    if (changed.length > 0) return { kind: 'row_changed', count: changed.length, ids: changed }
    const added = [...now.keys()].filter((id) => !sealed.has(id))
    if (added.length > 0) return { kind: 'row_added', count: added.length, ids: added }
    return { kind: 'seal_changed', count: seen.rowCount, ids: [] }
  }
  if (!seen.hash.equals(seen.rightHash) || seen.entries.length !== seen.rowCount * entryBytes)
    return { kind: 'seal_changed', count: seen.rowCount, ids: [] }
  for (const fault of ['changed', 'missing', 'added'] as const) {
    const rows = seen.details[fault]
    if (rows) return { kind: `detail_${fault}`, ...rows }
  }
  return null
}

function rowsOf(entries: Buffer): Map<string, string> {
  const rows = new Map<string, string>()
  for (let at = 0; at < entries.length; at += entryBytes) {
    const hex = entries.toString('hex', at, at + 16)
    const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
    rows.set(id, entries.toString('hex', at + 16, at + entryBytes))
  }
  return rows
}

import type { AuditFinding } from '#contract/audit.ts'
import type { InScope } from '../../core/job.ts'
import type { Head } from './heads.ts'
import type { SealSaid, SealSeen, Trail } from './trail.ts'

export interface Verdict {
  seals: number
  rowsChecked: number
  shredded: number
  /** When the newest row that was found whole was recorded. */
  until: string | null
  outside: 'none' | 'agrees' | 'differs'
  /** The first thing that is wrong, or null. */
  finding: AuditFinding | null
}

const entryBytes = 48
const mostNamed = 20

// One round trip's worth: a full seal is 480 kB.
const sealsPerLook = 10

export interface VerifyOptions {
  /** The last seal that was verified before; what lies up to it is taken as it is. */
  after?: number
  signal?: AbortSignal
}

/** Goes over a chain, seal by seal, and stops at the first that is broken. `noted` null: no heads are kept outside. */
export async function verifyChain(
  inScope: InScope,
  trail: Trail,
  noted: readonly Head[] | null,
  { after = 0, signal }: VerifyOptions = {},
): Promise<Verdict> {
  const verdict: Verdict = { seals: 0, rowsChecked: 0, shredded: 0, until: null, outside: 'none', finding: null }
  const outside = new Map<number, string>()
  // The first that was noted for a number counts: a later line cannot take it back.
  for (const { number, hash } of noted ?? []) if (!outside.has(number)) outside.set(number, hash)
  const all = await inScope.read((tx) => tx.rows(trail.sealsFrom(after)))
  const broken = (finding: AuditFinding): Verdict => ({
    ...verdict,
    outside: finding.kind === 'differs_outside' || finding.kind === 'seal_missing' ? 'differs' : verdict.outside,
    finding,
  })
  const missing = (seal: number, count = 1): AuditFinding => ({
    seal,
    lastAt: null,
    kind: 'seal_missing',
    count,
    ids: [],
  })
  const newest = all.at(-1)
  if (newest?.ahead)
    return broken({ seal: newest.number, lastAt: newest.lastAt, kind: 'other_server', count: 1, ids: [] })
  const first = after === 0 ? 1 : after
  const gap = all.findIndex(({ number }, index) => number !== first + index)
  const seals = all.slice(after === 0 ? 0 : 1, gap < 0 ? undefined : gap)
  if (after > 0) {
    if (all[0]?.number !== after) return broken(missing(after))
    verdict.until = all[0].lastAt
  }
  for (let at = 0; at < seals.length; at += sealsPerLook) {
    signal?.throwIfAborted()
    const looked = seals.slice(at, at + sealsPerLook)
    const seen = await inScope.read((tx) => tx.rows(trail.look(looked[0]!.number, looked.at(-1)!.number)))
    for (const [index, { number, lastAt }] of looked.entries()) {
      const seal = seen[index]
      if (seal?.number !== number) return broken(missing(number))
      const fault = faultOf(seal)
      if (fault) return broken({ seal: number, lastAt, ...fault, ids: fault.ids.slice(0, mostNamed) })
      const known = outside.get(number)
      if (known && known !== seal.hash.toString('hex'))
        return broken({ seal: number, lastAt, kind: 'differs_outside', count: seal.rowCount, ids: [] })
      if (known) verdict.outside = 'agrees'
      verdict.seals += 1
      verdict.rowsChecked += seal.rowCount
      verdict.shredded += seal.details.shredded?.count ?? 0
      verdict.until = lastAt
    }
  }
  if (gap >= 0) return broken(missing(first + gap))
  const gone = [...outside.keys()].filter((number) => number >= first + all.length).sort((a, b) => a - b)
  if (gone.length > 0) return broken(missing(gone[0]!, gone.length))
  const unnoted = noted ? seals.filter(({ number, sealedAt }) => !outside.has(number) && isOld(sealedAt)) : []
  if (unnoted.length > 0) {
    const [{ number, lastAt }] = unnoted as [SealSaid]
    return broken({ seal: number, lastAt, kind: 'outside_missing', count: unnoted.length, ids: [] })
  }
  return verdict
}

/** Too old to be a seal whose worker died before it could note the head: its head was noted, and is not there any more. */
export function isOld(sealedAt: string): boolean {
  return Date.parse(sealedAt) < Date.now() - 24 * 3_600_000
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

import { Refused } from '../../../core/errors.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import type { Outside } from './outside.ts'
import { readAll } from './queries.ts'
import { judgeCname, minutesToNext, readHost, subdomainOf } from './rules.ts'

/** Writes an address down: the operator's works at once, one's own after a check. `wanted` null: the operator's. */
export async function claimDomain(
  tx: Tx,
  outside: Outside,
  clinicId: string | null,
  wanted: string | null,
): Promise<void> {
  const { face } = await readAll(tx, clinicId)
  const host = wanted ? readHost(wanted, outside.baseDomain) : subdomainOf(face.slug, face.code, outside.baseDomain)
  if (!host) throw new Refused(wanted ? 'domain_odd' : 'no_base_domain')
  if (!outside.baseDomain) throw new Refused('no_base_domain')
  const { id } = await tx.one(
    sql<{ id: string }>`select app.claim_domain(${host}, ${clinicId}, ${wanted !== null}) as id`,
  )
  tx.record('domain.claimed', id, { host }, clinicId ?? undefined)
}

/** What the name servers say of a domain; asked before the transaction, so that no connection waits for them. */
export async function lookUpDomain(tx: Tx, outside: Outside, clinicId: string | null, domainId: string) {
  const { face, domains } = await readAll(tx, clinicId)
  const domain = domains.find(({ id }) => id === domainId)
  const target = subdomainOf(face.slug, face.code, outside.baseDomain)
  if (!domain) throw new Refused('not_found')
  if (!domain.own) return { verified: true, found: domain.host }
  if (!target) throw new Refused('no_base_domain')
  return judgeCname(await follow(outside, domain.host, target), target)
}

/** A name may point to a name that points here. */
async function follow({ dns }: Outside, host: string, target: string): Promise<string[]> {
  let answers = await dns.cname(host)
  const first = answers
  for (let hops = 0; hops < 4 && answers.length === 1 && answers[0] !== target; hops++) {
    answers = await dns.cname(answers[0]!)
    if (answers.includes(target)) return answers
  }
  return answers.includes(target) ? answers : first
}

export async function settleDomain(
  tx: Tx,
  clinicId: string | null,
  domainId: string,
  { verified, found }: Awaited<ReturnType<typeof lookUpDomain>>,
): Promise<void> {
  const minutes = minutesToNext({ verified, failed: 0, waitingMinutes: 0 })
  await writeDomain(tx, domainId, found, { verified, failed: 0, minutes })
  tx.record('domain.checked', domainId, { verified, found }, clinicId ?? undefined)
}

export async function releaseDomain(tx: Tx, clinicId: string | null, domainId: string): Promise<void> {
  const { domains } = await readAll(tx, clinicId)
  if (!domains.some(({ id }) => id === domainId)) throw new Refused('not_found')
  const { host } = await tx.one(sql<{ host: string }>`select app.release_domain(${domainId}) as host`)
  tx.record('domain.released', domainId, { host }, clinicId ?? undefined)
}

/** What an address is from now on, and when it is looked up again. */
export interface Standing {
  verified: boolean
  /** Checks in a row that missed the record of one in use. */
  failed: number
  minutes: number
}

/** Answers whether it is still there; `found` null: nothing new was heard. */
export async function writeDomain(
  tx: Tx,
  domainId: string,
  found: string | null,
  { verified, failed, minutes }: Standing,
): Promise<boolean> {
  const { settled } = await tx.one(sql<{ settled: boolean | null }>`
    select app.settle_domain(${domainId}, ${verified}, ${found}, ${failed}, ${minutes}) as settled`)
  return settled !== null
}

import type { Branding, DnsRecord, GroupLetterhead, NetworkBranding } from '#contract/branding.ts'
import { Refused } from '../../../core/errors.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import { type Outside, ownerWord } from './outside.ts'
import { recordsFor, subdomainOf } from './rules.ts'

interface Face {
  version: number
  slug: string
  code: string | null
  organizationName: string
  senderName: string | null
  letterheadFrom: 'own' | 'group'
  color: string
  hasLogo: boolean
  letterhead: Partial<GroupLetterhead>
}
export interface DomainRow {
  id: string
  host: string
  own: boolean
  verified_at: string | null
  checked_at: string | null
  found: string
  failedChecks: number
}
export interface SenderRow {
  address: string
  verifiedAt: string | null
  checkedAt: string | null
  found: DnsRecord['purpose'][]
  failedChecks: number
}

/** Face, domains and sender of one owner (a branch, or null: the organization), in one round trip. */
export async function readAll(tx: Tx, clinicId: string | null) {
  const [faces, domains, senders] = await tx.batch(
    clinicId
      ? sql<Face>`select c.version, o.slug, c.code, o.name as "organizationName", c.sender_name as "senderName",
          c.letterhead_from as "letterheadFrom", c.color, false as "hasLogo", o.letterhead
        from clinics c join organizations o on o.id = c.organization_id
        where c.organization_id = ${tx.organizationId} and c.id = ${clinicId}`
      : sql<Face>`select o.branding_version as version, o.slug, null as code, o.name as "organizationName",
          o.sender_name as "senderName", 'own' as "letterheadFrom", o.color, o.logo_sha256 is not null as "hasLogo", o.letterhead
        from organizations o where o.id = ${tx.organizationId}`,
    sql<DomainRow>`select id, host, own, verified_at, checked_at, found, failed_checks as "failedChecks" from app.domains_here()
      where clinic_id is not distinct from ${clinicId}`,
    sql<SenderRow>`select address, verified_at as "verifiedAt", checked_at as "checkedAt", found,
        failed_checks as "failedChecks" from mail_senders
      where organization_id = ${tx.organizationId} and clinic_id is not distinct from ${clinicId}`,
  )
  const [face] = faces
  if (!face) throw new Refused('not_found')
  return { face, domains, sender: senders[0] ?? null }
}

/** What this sender's domain must say. */
export function recordsOf(tx: Tx, outside: Outside, address: string) {
  const { spfHost, dkimPublicKey, secret } = outside
  if (!spfHost || !dkimPublicKey) return []
  const domain = address.slice(address.lastIndexOf('@') + 1)
  return recordsFor({ domain, spfHost, dkimPublicKey, word: ownerWord(secret, tx.organizationId) })
}

async function shared(tx: Tx, outside: Outside, clinicId: string | null) {
  const { face, domains, sender } = await readAll(tx, clinicId)
  const { version, organizationName, senderName, slug, code } = face
  const subdomain = subdomainOf(slug, code, outside.baseDomain)
  const common = {
    version,
    organizationName,
    senderName,
    domains: domains.map(({ id, host, own, verified_at, checked_at, found, failedChecks }) => ({
      domainId: id,
      host,
      own,
      state: verified_at ? ('verified' as const) : ('waiting' as const),
      checkedAt: checked_at,
      found,
      failedChecks,
    })),
    subdomain: domains.some(({ host }) => host === subdomain) ? null : subdomain,
    target: subdomain,
    certificates: outside.certificates,
    sender: sender && {
      address: sender.address,
      state: sender.verifiedAt ? ('verified' as const) : ('waiting' as const),
      checkedAt: sender.checkedAt,
      failedChecks: sender.failedChecks,
      records: recordsOf(tx, outside, sender.address).map((record) => ({
        ...record,
        found: sender.found.includes(record.purpose),
      })),
    },
    maySend: outside.spfHost !== null && outside.dkimPublicKey !== null,
  }
  return { common, face }
}

export async function getBranding(tx: Tx, outside: Outside, clinicId: string): Promise<Branding> {
  const { common, face } = await shared(tx, outside, clinicId)
  return { ...common, letterheadFrom: face.letterheadFrom }
}

export async function getNetworkBranding(tx: Tx, outside: Outside): Promise<NetworkBranding> {
  const { common, face } = await shared(tx, outside, null)
  const empty = { tagline: '', address: '', phone: '', email: '', taxNumber: '', footer: '' }
  return { ...common, color: face.color, hasLogo: face.hasLogo, letterhead: { ...empty, ...face.letterhead } }
}

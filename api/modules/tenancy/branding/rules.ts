import type { DnsRecord } from '#contract/branding.ts'

/** Words that stand before the operator's domain for its own purposes. */
const reserved = ['www', 'api', 'app', 'mail', 'admin', 'platform', 'status', '_spf']

/** A host of one's own: at least three parts, none of them the operator's. Null when it cannot be one. */
export function readHost(text: string, baseDomain: string | null): string | null {
  const host = text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/.]+$/, '')
  const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?'
  if (host.length > 253 || !new RegExp(`^(${label}\\.){2,}[a-z][a-z0-9-]{1,62}$`).test(host)) return null
  if (baseDomain && (host === baseDomain || host.endsWith(`.${baseDomain}`))) return null
  return host
}

/** The address below the operator's domain: `dentocare`, and of a branch `dentocare-gul`. */
export function subdomainOf(slug: string, code: string | null, baseDomain: string | null): string | null {
  if (!baseDomain) return null
  const word = code ? `${slug}-${code.toLowerCase()}` : slug
  return reserved.includes(word) || word.length > 63 ? null : `${word}.${baseDomain}`
}

/** What the answers of the name servers mean; `found`: where they point, as it is shown. */
export function judgeCname(answers: readonly string[], target: string) {
  if (answers.includes(target)) return { verified: true, found: target }
  return { verified: false, found: answers.join(', ').slice(0, 250) }
}

/** So many checks in a row without its record, and an address in use is taken back. */
export const mostFailures = 3

/** What the worker's own check makes of an address; `found` null: nobody answered, and all stays as it was. */
export function judgeCheck(was: { verified: boolean; failed: number }, found: boolean | null) {
  const { verified, failed } = was
  if (found === null || (!found && !verified)) return { verified, failed, lost: false }
  if (found) return { verified: true, failed: 0, lost: false }
  if (failed + 1 < mostFailures) return { verified: true, failed: failed + 1, lost: false }
  return { verified: false, failed: 0, lost: true }
}

const day = 24 * 60

/**
 * Minutes to the next check. One that waits is looked for soon, then each time after a quarter more of what it has
 * waited, at least daily; one in use daily, and again after one hour and six when its record was missing.
 */
export function minutesToNext(now: {
  verified: boolean
  failed: number
  silent?: boolean
  waitingMinutes: number
}): number {
  if (!now.verified) return Math.min(day, Math.max(1, Math.round(now.waitingMinutes / 4)))
  if (now.silent) return 60
  return [day, 60, 6 * 60][now.failed] ?? day
}

interface SenderSettings {
  domain: string
  spfHost: string
  dkimPublicKey: string
  word: string
}
export const dkimSelector = 'polyclinic'

/** The records a sender's domain must have. */
export function recordsFor({ domain, spfHost, dkimPublicKey, word }: SenderSettings): Omit<DnsRecord, 'found'>[] {
  return [
    { purpose: 'owner', type: 'TXT', name: `_polyclinic.${domain}`, value: `polyclinic=${word}` },
    {
      purpose: 'dkim',
      type: 'TXT',
      name: `${dkimSelector}._domainkey.${domain}`,
      value: `v=DKIM1; k=rsa; p=${dkimPublicKey}`,
    },
    { purpose: 'spf', type: 'TXT', name: domain, value: `v=spf1 include:${spfHost} ~all` },
  ]
}

/** Whether the texts found at a record's name are what it asks for. */
export function isFound(record: Omit<DnsRecord, 'found'>, texts: readonly string[]): boolean {
  const squeezed = texts.map((text) => text.replace(/\s+/g, ' ').trim())
  if (record.purpose === 'owner') return squeezed.includes(record.value)
  if (record.purpose === 'dkim') {
    const key = /p=([^;]+)/.exec(record.value)![1]!
    return squeezed.some((text) => /\bv=DKIM1\b/i.test(text) && /p=([^;]+)/.exec(text)?.[1]?.replace(/\s/g, '') === key)
  }
  // One SPF record may include several senders, and two of them are none: receivers then refuse both.
  const spf = squeezed.filter((text) => /^v=spf1( |$)/i.test(text))
  const include = /include:\S+/.exec(record.value)![0]
  return spf.length === 1 && spf[0]!.split(' ').some((term) => term.toLowerCase().replace(/^\+/, '') === include)
}

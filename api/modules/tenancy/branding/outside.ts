import { createHmac, createPublicKey } from 'node:crypto'
import { Misconfigured } from '../../../core/errors.ts'
import { type Dns, openDns } from '../../../integrations/dns.ts'

/** What the operator of an installation has set about the world outside. */
export interface Outside {
  dns: Dns
  /** Below which organizations get addresses: `polyclinic.example`; null: there are none. */
  baseDomain: string | null
  /** How certificates for hosts come about. */
  certificates: 'automatic' | 'manual' | 'none'
  /** Whose servers may send: what SPF records include. */
  spfHost: string | null
  /** The public half of the key mails are signed with, base64; null: none is signed. */
  dkimPublicKey: string | null
  /** Makes the word that proves a domain is an organization's. */
  secret: string
}

/** From the environment: BASE_DOMAIN, CERTIFICATES, DNS_SERVERS, SPF_HOST, DKIM_KEY (PEM). */
export function outsideOf(secret: string, given: Partial<Outside> = {}, env = process.env): Outside {
  const baseDomain = env.BASE_DOMAIN?.trim().toLowerCase() || null
  const certificates = env.CERTIFICATES === 'automatic' || env.CERTIFICATES === 'manual' ? env.CERTIFICATES : 'none'
  return {
    dns: given.dns ?? openDns(env.DNS_SERVERS?.split(',').filter(Boolean)),
    baseDomain,
    certificates,
    spfHost: env.SPF_HOST || (baseDomain && `_spf.${baseDomain}`),
    dkimPublicKey: env.DKIM_KEY ? publicHalfOf(env.DKIM_KEY) : null,
    secret,
    ...given,
  }
}

function publicHalfOf(key: string): string {
  try {
    return publicHalf(key)
  } catch {
    throw new Misconfigured('DKIM_KEY is no private key in PEM: it begins with -----BEGIN PRIVATE KEY-----.')
  }
}

/** Of a private key in PEM. */
export function publicHalf(pem: string): string {
  return createPublicKey(pem).export({ type: 'spki', format: 'der' }).toString('base64')
}

/** What only this organization can be told to write into its name servers. */
export function ownerWord(secret: string, organizationId: string): string {
  return createHmac('sha256', secret).update(`domain:${organizationId}`).digest('base64url').slice(0, 24)
}

import { availableParallelism } from 'node:os'
import { Misconfigured } from './errors.ts'
import { type TrustedProxies, trustedProxies } from './proxies.ts'

/** What the process is told from outside, read once. */
export interface Env {
  appUrl: string
  /** How the operator's console signs in to the database; null: this installation has none. */
  platformUrl: string | null
  /** Signs access tokens; at least 32 characters. */
  secret: string
  /** Offers the sample people on the sign-in page: only with the embedded server and the sample group. */
  sampleSignIns: boolean
  /** Answers are held against the contract in tests and development, not in production. */
  strictAnswers: boolean
  /** Where this installation is reached, for links in mails: `https://clinic.example`. */
  publicUrl: string
  /** Whose X-Forwarded-For is believed. */
  trustedProxies: TrustedProxies
  /** Connections to PostgreSQL of this process. */
  poolSize: number
}

/** Completes an environment; throws Misconfigured when something is missing. */
export function completeEnv(given: Partial<Env> & { appUrl: string; secret: string }): Env {
  if (given.secret.length < 32) throw new Misconfigured('POLYCLINIC_SECRET must have at least 32 characters.')
  return {
    platformUrl: null,
    publicUrl: publicAddress(process.env.PUBLIC_URL),
    trustedProxies: trustedProxies(process.env.TRUSTED_PROXIES),
    sampleSignIns: false,
    strictAnswers: process.env.NODE_ENV !== 'production',
    // Four to a core of this machine: with twice as many a small read took a fifth longer, in the server's caches.
    poolSize: Number(process.env.POLYCLINIC_POOL ?? Math.max(8, 4 * availableParallelism())),
    ...given,
  }
}

function publicAddress(said: string | undefined): string {
  if (!said) return 'http://localhost:3000'
  if (!/^https?:$/.test(URL.parse(said)?.protocol ?? ''))
    throw new Misconfigured(`PUBLIC_URL is "${said}", which is no address such as https://clinic.example.`)
  return said.replace(/\/+$/, '')
}

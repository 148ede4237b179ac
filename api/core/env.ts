import { availableParallelism } from 'node:os'
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

/** Completes an environment; throws a sentence when something is missing. */
export function completeEnv(given: Partial<Env> & { appUrl: string; secret: string }): Env {
  if (given.secret.length < 32) throw new Error('The signing secret must have at least 32 characters.')
  return {
    platformUrl: null,
    publicUrl: process.env.PUBLIC_URL?.replace(/\/$/, '') || 'http://localhost:3000',
    trustedProxies: trustedProxies(process.env.TRUSTED_PROXIES),
    sampleSignIns: false,
    strictAnswers: process.env.NODE_ENV !== 'production',
    // Four to a core of this machine: with twice as many a small read took a fifth longer, in the server's caches.
    poolSize: Number(process.env.POLYCLINIC_POOL ?? Math.max(8, 4 * availableParallelism())),
    ...given,
  }
}

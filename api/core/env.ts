/** What the process is told from outside, read once. */
export interface Env {
  appUrl: string
  /** Signs access tokens; at least 32 characters. */
  secret: string
  /** Offers the sample people on the sign-in page: only with the embedded server and the sample group. */
  sampleSignIns: boolean
  /** Answers are held against the contract in tests and development, not in production. */
  strictAnswers: boolean
  /** Connections to PostgreSQL of this process. */
  poolSize: number
}

/** Completes an environment; throws a sentence when something is missing. */
export function completeEnv(given: Partial<Env> & { appUrl: string; secret: string }): Env {
  if (given.secret.length < 32) throw new Error('The signing secret must have at least 32 characters.')
  return {
    sampleSignIns: false,
    strictAnswers: process.env.NODE_ENV !== 'production',
    poolSize: Number(process.env.POLYCLINIC_POOL ?? 16),
    ...given,
  }
}

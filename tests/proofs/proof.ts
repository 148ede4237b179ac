/** What a proof is given: the two addresses of an empty, migrated database that is its own. */
export interface ProofOptions {
  /** Superuser's. */
  adminUrl: string
  /** The product's. */
  appUrl: string
  /** Takes its time; otherwise it ends within 50 seconds on two busy cores. */
  full: boolean
  /** A line for people on the way. */
  report(line: string): void
}

export interface ProofResult {
  passed: boolean
  /** What was seen, with its figures, in one sentence. */
  sentence: string
  figures: Record<string, number>
  /** A sentence each; empty when it passed. */
  failures: string[]
}

/** A claim of the product that anybody can have proven: `npm run prove -- <name>`. */
export interface Proof {
  name: string
  /** What is claimed. */
  title: string
  run(options: ProofOptions): Promise<ProofResult>
}

/**
 * A failure whose message is a sentence for the person at the terminal: what is wrong and what to do.
 * The commands in bin/ print it without a stack; anything else thrown is a bug and keeps its stack.
 */
export class Explained extends Error {
  override name = 'Explained'
}

/** The code of a system error (`EACCES`, `ENOENT`, …), or '' for anything else. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}

import { Refused } from './errors.ts'

interface Line {
  last: Promise<unknown>
  /** By question: the latest refusal, and when the work that found it began. */
  refusals: Map<string, { began: number; refused: Refused }>
  /** Refusals that are being given to one more. */
  sharing: number
}

/** What everybody in line asks alike, and which refusals of it hold for all of them. */
export interface SharedQuestion {
  question: string
  codes: readonly string[]
}

/** Gives a refusal that somebody else got to one more, who may have a right to another answer. */
type Sharing<Result> = SharedQuestion & { refuse(refused: Refused): Promise<Result> }

const lines = new Map<string, Line>()
const waitMilliseconds = 10_000
// Each holds a connection for one quick look; more at once would be felt at the other desks.
const sharedAtOnce = 2

/**
 * Lets one caller at a time through per key, in this process. The database's own lock decides; this keeps those who
 * would wait for it from holding a pooled connection meanwhile: without it a stampede on one slot fills the pool and
 * every other desk stands still. Refuses with `busy` after ten seconds in the line.
 *
 * With `sharing`, a refusal of the same question by work that began after this caller had come is hers too: it was
 * true while she waited, so four hundred need not find it out four hundred times.
 */
export async function oneAtATime<Result>(
  keys: readonly string[],
  work: () => Promise<Result>,
  sharing: Sharing<Result> | null = null,
): Promise<Result> {
  // Sorted, so that two callers with the same two keys cannot wait for each other.
  const [first, ...rest] = [...new Set(keys)].sort()
  if (first === undefined) return work()
  const line: Line = lines.get(first) ?? { last: Promise.resolve(), refusals: new Map(), sharing: 0 }
  lines.set(first, line)
  const came = performance.now()
  let next!: () => void
  const turn = new Promise<void>((resolve) => {
    next = resolve
  })
  const before = line.last
  line.last = turn
  try {
    await before
    const began = performance.now()
    if (began - came > waitMilliseconds) throw new Refused('busy')
    const known = sharing && line.refusals.get(sharing.question)
    if (known && known.began > came) return await shareRefusal(line, known.refused, sharing, next)
    try {
      return await oneAtATime(rest, work)
    } catch (error) {
      if (sharing && error instanceof Refused && sharing.codes.includes(error.code))
        line.refusals.set(sharing.question, { began, refused: error })
      throw error
    }
  } finally {
    next()
    if (line.last === turn) lines.delete(first)
  }
}

async function shareRefusal<Result>(line: Line, refused: Refused, sharing: Sharing<Result>, next: () => void) {
  line.sharing += 1
  if (line.sharing < sharedAtOnce) next()
  try {
    return await sharing.refuse(refused)
  } finally {
    line.sharing -= 1
  }
}

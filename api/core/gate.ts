import { Refused } from './errors.ts'

const queues = new Map<string, Promise<unknown>>()
const waitMilliseconds = 10_000

/**
 * Lets one caller at a time through per key, in this process. The database's own lock decides; this keeps those who
 * would wait for it from holding a pooled connection meanwhile: without it a stampede on one slot fills the pool and
 * every other desk stands still. Refuses with `busy` after ten seconds in the line.
 */
export async function oneAtATime<Result>(keys: readonly string[], work: () => Promise<Result>): Promise<Result> {
  // Sorted, so that two callers with the same two keys cannot wait for each other.
  const [first, ...rest] = [...new Set(keys)].sort()
  if (first === undefined) return work()
  const before = queues.get(first) ?? Promise.resolve()
  let expired = false
  const since = performance.now()
  const mine = before.then(() => {
    expired = performance.now() - since > waitMilliseconds
    if (expired) throw new Refused('busy')
    return oneAtATime(rest, work)
  })
  const settled = mine.catch(() => {})
  queues.set(first, settled)
  try {
    return await mine
  } finally {
    if (queues.get(first) === settled) queues.delete(first)
  }
}

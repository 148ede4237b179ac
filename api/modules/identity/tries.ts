import { Refused } from '../../core/errors.ts'
import type { Door } from './door.ts'
import type { Origin, TryLimits } from './lookups.ts'

// Within a quarter of an hour: of a known device, of a name from one seat, of one seat for all names, of a name from
// everywhere. A clinic has one address, so the second and third are generous; the last stops guessing from many places,
// and binds nobody who comes from a device or a place of her own.
export const passwordTries: TryLimits = [20, 20, 40, 200]
const codeTries: TryLimits = [10, 5, 60, 20]
const proofTries: TryLimits = [10, 10, 60, 10]
const linkTries: TryLimits = [10, 10, 60, 20]
const kinds = { code: codeTries, proof: proofTries, link: linkTries }

/**
 * Lets `check` look at one guess out of a budget, counted before it looks and taken back when it was right. `of`: whose
 * code it is, or what is tried. Answers what `check` did; Refused `too_many_attempts` when the budget is spent.
 */
export async function tryOnce(
  { lookups }: Door,
  kind: keyof typeof kinds,
  of: { what: string; userId: string | null; origin: Origin },
  check: (trusted: boolean) => Promise<boolean>,
): Promise<boolean> {
  const tried = await lookups.beginTry(`${kind}:${of.what}`, of.userId, of.origin, kinds[kind])
  if (!tried.try) throw new Refused('too_many_attempts')
  let wrong = false
  try {
    wrong = !(await check(tried.trusted))
    return !wrong
  } finally {
    if (!wrong) await lookups.endTry(tried.try)
  }
}

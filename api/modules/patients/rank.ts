import { foldWord, nameWords, remembering } from './names.ts'
import { dialledDigits, lettersOf, type SearchPlan, skeletonOf } from './search-keys.ts'
import { editDistance } from './similarity.ts'

export interface Rankable {
  id: string
  number: string
  fullName: string
  phone: string | null
  secondPhone?: string | null
}

/** The candidates in the order a person expects them: best match first, the newest first among equals; misfits left out. */
export function rank<Row extends Rankable>(plan: SearchPlan, candidates: Row[], most: number): Row[] {
  const byId = new Map(candidates.map((row) => [row.id, row]))
  const score = scorer(plan)
  const scored = [...byId.values()].map((row) => ({ row, score: score(row) }))
  return scored
    .filter(({ score }) => score > 0)
    .sort((x, y) => y.score - x.score || (x.row.id < y.row.id ? 1 : -1)) // ids are uuid v7: time-ordered
    .slice(0, most)
    .map(({ row }) => row)
}

// Names repeat, and taking one apart costs more than comparing it.
const wordsOf = remembering((name) => nameWords(name))

function scorer(plan: SearchPlan): (row: Rankable) => number {
  if (plan.words.length === 0)
    return (row) =>
      Math.max(plan.number ? numberScore(plan.number, row.number) : 0, plan.digits ? phoneScore(plan.digits, row) : 0)
  const wordScores = plan.words.map((word, index) =>
    once((other) => wordScore(word, other, plan.open && index === plan.words.length - 1)),
  )
  const nameScores = once((name) => nameScore(plan.words, wordsOf(name), wordScores))
  return (row) => nameScores(row.fullName)
}

/** Works each word out once: among the candidates of one search few names are new. */
function once(work: (word: string) => number): (word: string) => number {
  const known = new Map<string, number>()
  return (word) => {
    const before = known.get(word)
    if (before !== undefined) return before
    const answer = work(word)
    known.set(word, answer)
    return answer
  }
}

function numberScore(typed: string, number: string): number {
  if (typed === number) return 3
  const figures = (text: string) => Number(text.replace(/\D/g, ''))
  return figures(typed) === figures(number) ? 2 : 0
}

/** Where people remember a number: its beginning as dialled, or its last digits. */
function phoneScore(digits: string, { phone, secondPhone }: Rankable): number {
  const scores = [phone, secondPhone].map((one) => {
    const stored = one ? dialledDigits(one) : ''
    if (!stored.includes(digits)) return 0
    if (stored === digits) return 2
    return stored.endsWith(digits) ? 1.5 : stored.startsWith(digits) ? 1.4 : 1
  })
  return Math.max(...scores)
}

function nameScore(words: string[], stored: string[], wordScores: ((other: string) => number)[]): number {
  const left = [...stored]
  let sum = 0
  let inOrder = 0
  let before = -1
  for (const score of wordScores) {
    const scores = left.map(score)
    const best = Math.max(0, ...scores)
    if (best === 0) continue
    const place = scores.indexOf(best)
    const original = stored.indexOf(left[place]!)
    if (original > before) inOrder += 1
    before = original
    left.splice(place, 1)
    sum += best
  }
  if (sum === 0) return joinedScore(words, stored)
  // A name that says no more than what was typed comes before longer ones.
  return sum / words.length + (0.04 * inOrder) / words.length - 0.02 * left.length
}

function joinedScore(words: string[], stored: string[]): number {
  return skeletonOf(words.join('')) === skeletonOf(stored.join('')) ? 0.7 : 0
}

/** 1 for the same word, down to about 0.5 for two mistakes, 0 for another word. */
function wordScore(typed: string, stored: string, unfinished: boolean): number {
  if (typed === stored) return 1
  const [mine, theirs] = [foldWord(typed), foldWord(stored)]
  if (mine === theirs) return 0.96
  if (typed.length === 1 || stored.length === 1) return typed[0] === stored[0] ? 0.6 : 0
  const [letters, whole] = [lettersOf(typed), lettersOf(stored)]
  if (unfinished && typed.length > 1 && whole.startsWith(letters)) return 0.9
  const distance = Math.min(editDistance(mine, theirs, 3), letters === mine ? 4 : editDistance(letters, whole, 3))
  const length = Math.max(mine.length, theirs.length)
  if (distance === 1 && length > 2) return length > 3 ? 0.86 : 0.7
  if (distance === 2 && length > 4) return length > 6 ? 0.74 : 0.6
  if (skeletonOf(typed) === skeletonOf(stored)) return 0.66
  if (unfinished && letters.length > 3 && editDistance(letters, whole.slice(0, letters.length), 1) === 1) return 0.62
  return distance === 3 && length > 7 ? 0.5 : 0
}

import type { FutureVisit, Moving } from '#contract/people.ts'

// What is chosen for appointments, as the select boxes hold it: `stay`, `cancel`, `along`, `other:<doctor>`, or, for a
// single one, '' (as for all).

export type Choice = string

export interface VisitToDecide extends FutureVisit {
  alongHindrance?: 'outside_hours' | 'taken' | 'clinic_inactive' | null
}

export interface Choices {
  rest: Choice
  each: Record<string, Choice>
  reason: string
}

export const noChoices: Choices = { rest: 'stay', each: {}, reason: '' }

export const choiceOf = ({ rest, each }: Choices, visitId: string): Choice => each[visitId] || rest

/** Whether that can be done with this one at its time. */
export function isPossible(choice: Choice, visit: VisitToDecide): boolean {
  if (choice === 'along') return visit.alongHindrance === null
  if (!choice.startsWith('other:')) return true
  return visit.freeDoctors.some(({ id }) => choice === `other:${id}`)
}

/** What keeps it from being sent. */
export function faultsOf(choices: Choices, visits: readonly VisitToDecide[]) {
  const used = visits.map((visit) => choiceOf(choices, visit.id))
  return {
    impossible: visits.filter((visit) => !isPossible(choiceOf(choices, visit.id), visit)),
    reasonMissing: used.includes('cancel') && choices.reason.trim() === '',
  }
}

/** As the API takes it; each by itself, so that one booked meanwhile is kept as it is and not cancelled unseen. */
export function decisionsOf(choices: Choices, visits: readonly VisitToDecide[]) {
  const what = (choice: Choice): Moving => {
    if (choice === 'cancel') return { do: 'cancel', reason: choices.reason.trim() }
    if (choice.startsWith('other:')) return { do: 'other', doctorId: choice.slice('other:'.length) }
    return choice === 'along' ? { do: 'along' } : { do: 'stay' }
  }
  return {
    rest: { do: 'stay' } as const,
    each: visits.map((visit) => ({ appointmentId: visit.id, what: what(choiceOf(choices, visit.id)) })),
  }
}

/** Every doctor who is free for at least one of them, who is free for most first. */
export function takersOf(visits: readonly VisitToDecide[]): { id: string; fullName: string }[] {
  const all = visits.flatMap(({ freeDoctors }) => freeDoctors)
  const counted = Map.groupBy(all, ({ id }) => id)
  return [...counted.values()]
    .sort((one, other) => other.length - one.length || one[0]!.fullName.localeCompare(other[0]!.fullName))
    .map(([doctor]) => doctor!)
}

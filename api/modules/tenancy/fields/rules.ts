import type { PatientField } from '#contract/fields.ts'

interface Wanted {
  kind: PatientField['kind']
  choices: readonly { label: string; retired?: boolean }[]
}

/** What is wrong with a field as it would be, as a sentence; null when nothing is. */
export function refuseField({ kind, choices }: Wanted): string | null {
  if (kind !== 'choice') return choices.length > 0 ? 'Only a field of the kind “choice” has choices.' : null
  if (!choices.some(({ retired }) => !retired)) return 'A field with choices needs at least one that can be chosen.'
  const labels = choices.map(({ label }) => label.toLowerCase())
  const twice = choices.find(({ label }, index) => labels.indexOf(label.toLowerCase()) < index)
  return twice ? `“${twice.label}” stands in the list twice.` : null
}

const patients = (count: number) => (count === 1 ? 'one patient has' : `${count} patients have`)

/** Why the kind stays, or null when nobody has answered yet. */
export function refuseKind(field: PatientField, kind: string, answers: number): string | null {
  if (kind === field.kind || answers === 0) return null
  return `“${field.label}” stays a ${words[field.kind]}: ${patients(answers)} an answer to it. Retire it, and add a new field.`
}
const words = { text: 'text', number: 'number', date: 'date', choice: 'choice' }

/** Why a choice cannot be taken out of the list, or null when none of those left out is in use. */
export function refuseRemoval(
  field: PatientField,
  kept: readonly string[],
  used: ReadonlyMap<string, number>,
): { choiceId: string; sentence: string } | null {
  const lost = field.choices.find(({ choiceId }) => !kept.includes(choiceId) && used.has(choiceId))
  if (!lost) return null
  const count = used.get(lost.choiceId)!
  const sentence = `“${lost.label}” stays: ${patients(count)} it. Retire it instead, and it is no longer offered.`
  return { choiceId: lost.choiceId, sentence }
}

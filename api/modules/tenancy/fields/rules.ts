import { sayField } from '#contract/field-sentences.ts'
import type { PatientField } from '#contract/fields.ts'

interface Wanted {
  kind: PatientField['kind']
  choices: readonly { label: string; retired?: boolean }[]
}

/** What is wrong with a field as it would be, as a sentence; null when nothing is. */
export function refuseField({ kind, choices }: Wanted): string | null {
  if (kind !== 'choice') return choices.length > 0 ? sayField('choicesOnly') : null
  if (!choices.some(({ retired }) => !retired)) return sayField('choicesMissing')
  const labels = choices.map(({ label }) => label.toLowerCase())
  const twice = choices.find(({ label }, index) => labels.indexOf(label.toLowerCase()) < index)
  return twice ? sayField('choiceTwice', { choice: twice.label }) : null
}

/** Why the kind stays, or null when nobody has answered yet. */
export function refuseKind(field: PatientField, kind: string, answers: number): string | null {
  if (kind === field.kind || answers === 0) return null
  return sayField(answers === 1 ? 'kindStaysOne' : 'kindStays', { field: field.label, count: answers })
}

/** Why a choice cannot be taken out of the list, or null when none of those left out is in use. */
export function refuseRemoval(
  field: PatientField,
  kept: readonly string[],
  used: ReadonlyMap<string, number>,
): { choiceId: string; sentence: string } | null {
  const lost = field.choices.find(({ choiceId }) => !kept.includes(choiceId) && used.has(choiceId))
  if (!lost) return null
  const count = used.get(lost.choiceId)!
  const sentence = sayField(count === 1 ? 'choiceStaysOne' : 'choiceStays', { choice: lost.label, count })
  return { choiceId: lost.choiceId, sentence }
}

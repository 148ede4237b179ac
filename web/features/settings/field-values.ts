import type { FieldKind, PatientField } from '#contract/fields.ts'

/** A choice as the form holds it; without an id it is new. `key` tells rows apart while they are edited. */
export interface ChoiceValues {
  key: string
  choiceId?: string
  label: string
  retired: boolean
}

export interface FieldValues {
  label: string
  kind: FieldKind
  required: boolean
  retired: boolean
  choices: ChoiceValues[]
}

let made = 0
export const newChoice = (): ChoiceValues => ({ key: `new ${++made}`, label: '', retired: false })

export function valuesOf(field: PatientField | null): FieldValues {
  if (!field) return { label: '', kind: 'text', required: false, retired: false, choices: [] }
  const { label, kind, required, retired } = field
  const choices = field.choices.map((choice) => ({ key: choice.choiceId, ...choice }))
  return { label, kind, required, retired, choices }
}

/** The choices as the API takes them: empty rows are nobody's choice. */
export function choicesOf({ kind, choices }: FieldValues) {
  if (kind !== 'choice') return []
  return choices
    .filter(({ label }) => label.trim())
    .map(({ choiceId, label, retired }) => ({ ...(choiceId && { choiceId }), label: label.trim(), retired }))
}

/** Choices kept over a newer version of the field: one that was taken out there meanwhile comes back as a new one. */
export function keptOver(choices: readonly ChoiceValues[], newer: PatientField | null): ChoiceValues[] {
  if (!newer) return [...choices]
  const there = new Set(newer.choices.map(({ choiceId }) => choiceId))
  return choices.map(({ choiceId, ...choice }) =>
    choiceId && there.has(choiceId) ? { choiceId, ...choice } : { ...choice, key: newChoice().key },
  )
}

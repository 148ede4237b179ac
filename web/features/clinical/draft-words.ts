import type { Draft, Field } from './draft.ts'

/** A part of the visit as text, to lay two versions of it side by side. */
export function draftWords(draft: Draft, field: Field): string {
  if (field === 'prescription')
    return draft.prescription
      .map((line) => [line.medicine, line.dose, line.days, line.advice].filter(Boolean).join(' · '))
      .join('\n')
  if (field === 'diagnoses')
    return draft.diagnoses.map(({ code, title, tooth }) => [code, title, tooth].filter(Boolean).join(' ')).join('\n')
  if (field === 'services')
    return draft.services
      .map(({ name, tooth, quantity }) => [name, tooth, `× ${quantity}`].filter(Boolean).join(' '))
      .join('\n')
  return draft[field] ?? ''
}

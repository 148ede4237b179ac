import type { Encounter, saveVisit } from '#contract/encounters.ts'
import type { Call } from '#contract/endpoint.ts'

/** What a doctor writes in a visit. */
export type Draft = Pick<Encounter, 'note' | 'advice' | 'followUpOn' | 'prescription' | 'diagnoses' | 'services'>
export type Field = keyof Draft
export type Patch = Omit<Call<typeof saveVisit>, 'clinicId' | 'encounterId' | 'version'>

export const fields: readonly Field[] = ['note', 'advice', 'followUpOn', 'prescription', 'diagnoses', 'services']

export function draftOf({ note, advice, followUpOn, prescription, diagnoses, services }: Draft): Draft {
  return { note, advice, followUpOn, prescription, diagnoses, services }
}

/** These fields as the server takes them: a line without a medicine yet, and what the server knows itself, stay here. */
export function patchOf(draft: Draft, wanted: readonly Field[]): Patch {
  const whole: Required<Patch> = {
    note: draft.note,
    advice: draft.advice,
    followUpOn: draft.followUpOn,
    prescription: draft.prescription.filter(({ medicine }) => medicine.trim() !== ''),
    diagnoses: draft.diagnoses.map(({ code, tooth }) => ({ code, tooth })),
    services: draft.services.map(({ serviceId, tooth, quantity }) => ({ serviceId, tooth, quantity })),
  }
  return Object.fromEntries(wanted.map((field) => [field, whole[field]]))
}

/** The fields in which two drafts say different things to the server. */
export function differing(one: Draft, other: Draft): Field[] {
  const [left, right] = [patchOf(one, fields), patchOf(other, fields)]
  return fields.filter((field) => JSON.stringify(left[field]) !== JSON.stringify(right[field]))
}

/**
 * Brings two people's changes of one visit together: each field from whoever changed it since `base`. `conflicts` are
 * the fields that both changed, differently; there `merged` has mine.
 */
export function merge(base: Draft, mine: Draft, theirs: Draft): { merged: Draft; conflicts: Field[] } {
  const byMe = differing(base, mine)
  const byThem = differing(base, theirs)
  const apart = differing(mine, theirs)
  const taken = fields.filter((field) => !byMe.includes(field))
  return {
    merged: { ...mine, ...pick(theirs, taken) },
    conflicts: apart.filter((field) => byMe.includes(field) && byThem.includes(field)),
  }
}

function pick(draft: Draft, wanted: readonly Field[]): Partial<Draft> {
  return Object.fromEntries(wanted.map((field) => [field, draft[field]]))
}

import type { Encounter } from '#contract/encounters.ts'
import type { RefusalCode } from '#contract/errors.ts'
import { sayField } from '#contract/field-sentences.ts'
import { mustBeExplained, type PrescriptionWarning } from '#contract/prescribing.ts'

/** Why this visit cannot be started, or null when it can. `openFor` is the doctor of a visit begun already. */
export function refuseStart(
  status: string,
  encounter: { status: string; doctorId: string } | null,
  doctorId: string,
  takeOver: boolean,
): RefusalCode | null {
  if (encounter?.status === 'finished') return 'finished'
  if (encounter && encounter.doctorId !== doctorId && !takeOver) return 'started_already'
  if (['done', 'no_show', 'cancelled'].includes(status)) return 'not_in_this_state'
  return null
}

/** Why this doctor cannot write into the visit, or null when she can. */
export function refuseEdit(
  encounter: { status: string; doctorId: string },
  doctorId: string | null,
): RefusalCode | null {
  if (encounter.status === 'finished') return 'finished'
  return encounter.doctorId === doctorId ? null : 'not_your_patient'
}

/** Why the prescription stops the finish, or null. A reason must have been given against every allergy. */
export function refuseFinish(warnings: readonly PrescriptionWarning[], reason: string | undefined): RefusalCode | null {
  return warnings.some(mustBeExplained) && !reason ? 'allergy_warning' : null
}

/** Why these vitals cannot be taken down, or null when they can. */
export function refuseVitals(
  status: string,
  encounterStatus: string | null,
  values: Record<string, unknown> & { systolicMmhg?: number | null; diastolicMmhg?: number | null },
): { code: RefusalCode; field?: string; message?: string } | null {
  if (encounterStatus === 'finished' || status === 'done') return { code: 'finished' }
  if (status === 'cancelled' || status === 'no_show') return { code: 'not_in_this_state' }
  const given = Object.entries(values).filter(([, value]) => typeof value === 'number')
  if (given.length === 0) return { code: 'invalid', field: 'systolicMmhg', message: sayField('vitalsNone') }
  const { systolicMmhg: high, diastolicMmhg: low } = values
  if ((high == null) !== (low == null))
    return {
      code: 'invalid',
      field: high == null ? 'systolicMmhg' : 'diastolicMmhg',
      message: sayField('pressureTwo'),
    }
  if (high != null && low != null && low >= high)
    return { code: 'invalid', field: 'diastolicMmhg', message: sayField('pressureOrder') }
  return null
}

type Written = Pick<Encounter, 'note' | 'advice' | 'followUpOn' | 'prescription' | 'diagnoses' | 'services'>

/**
 * Which parts of a visit differ after a save, for the trail. The finished visit is the record of what was written, so of
 * running text only the length in letters is kept; of what is chosen from lists, the choice before and after.
 */
export function changedParts(before: Written, after: Written): { parts: string[]; [part: string]: unknown } {
  const told: Record<keyof Written, (written: Written) => [field: string, value: unknown]> = {
    note: ({ note }) => ['noteLetters', note.length],
    advice: ({ advice }) => ['adviceLetters', advice.length],
    followUpOn: ({ followUpOn }) => ['followUpOn', followUpOn],
    prescription: ({ prescription }) => [
      'prescription',
      prescription.map(({ medicine, dose }) => [medicine, dose].filter(Boolean).join(' ')),
    ],
    diagnoses: ({ diagnoses }) => [
      'diagnoses',
      diagnoses.map(({ code, tooth }) => (tooth ? `${code} (${tooth})` : code)),
    ],
    services: ({ services }) => ['services', services.map(({ name, quantity }) => `${quantity} × ${name}`)],
  }
  const parts = (Object.keys(told) as (keyof Written)[]).filter(
    (part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]),
  )
  const pairs = parts.map((part) => {
    const [field, from] = told[part](before)
    return [field, { from, to: told[part](after)[1] }]
  })
  return { parts, ...Object.fromEntries(pairs) }
}

import { type Clinic, type editClinic, getClinic, type setHours } from '#contract/clinics.ts'
import type { Call } from '#contract/endpoint.ts'
import { useCall } from '../../lib/query.ts'
import { useClinic } from '../../shared/place.ts'
import { useVersionedForm } from './use-versioned-form.ts'

type Save = typeof editClinic | typeof setHours

interface ClinicFormWishes<E extends Save, Values extends object> {
  valuesOf: (clinic: Clinic) => Values
  endpoint: E
  /** What is sent besides the clinic and the version. */
  inputOf: (values: Values, changes: Partial<Values>) => Omit<Call<E>, 'clinicId' | 'version'>
  onSaved?: () => void
}

/** A form over the branch's own row, which it reads. */
export function useClinicForm<E extends Save, Values extends object>(wishes: ClinicFormWishes<E, Values>) {
  const { id: clinicId } = useClinic()
  const answer = useCall(getClinic, { clinicId }, { topics: ['clinic'] })
  const form = useVersionedForm<E, Clinic, Values>({
    ...wishes,
    current: answer.data,
    inputOf: (version, values, changes) =>
      ({ clinicId, version, ...wishes.inputOf(values, changes) }) as unknown as Call<E>,
  })
  return { ...form, clinic: answer.data, answer }
}

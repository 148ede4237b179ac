import { useTranslation } from 'react-i18next'
import { type Clinic, type editClinic, getClinic, type setHours } from '#contract/clinics.ts'
import type { Call } from '#contract/endpoint.ts'
import { useAct, useCall } from '../../lib/query.ts'
import { useClinic } from '../../shared/place.ts'
import { toast } from '../../ui/toasts.tsx'
import { useKeptForm } from './use-kept-form.ts'
import { useVersionedSave } from './use-versioned-save.ts'

type Save = typeof editClinic | typeof setHours

interface ClinicFormWishes<E extends Save, Values extends object> {
  valuesOf: (clinic: Clinic) => Values
  endpoint: E
  /** What is sent besides the clinic and the version. */
  inputOf: (values: Values, changes: Partial<Values>) => Omit<Call<E>, 'clinicId' | 'version'>
  onSaved?: () => void
}

/** A page over the branch's own row: read, edited against a version, saved; shown by ClinicForm. */
export function useClinicForm<E extends Save, Values extends object>(wishes: ClinicFormWishes<E, Values>) {
  const { t } = useTranslation('settings')
  const { id: clinicId } = useClinic()
  const answer = useCall(getClinic, { clinicId }, { topics: ['clinic'] })
  const clinic = answer.data
  const form = useKeptForm(clinic && { version: clinic.version, values: wishes.valuesOf(clinic) })
  const act = useAct<E>(wishes.endpoint, {
    onError: (error) => {
      saving.goOn(error)
    },
    onSuccess: (saved) => {
      saving.settle(saved as Clinic)
      wishes.onSaved?.()
      toast.done(t('saved'))
    },
  })
  const saving = useVersionedSave<Clinic, Values>({
    form,
    valuesOf: wishes.valuesOf,
    error: act.error,
    forget: act.reset,
    send: (version, values, changes) =>
      act.mutate({ clinicId, version, ...wishes.inputOf(values, changes) } as unknown as Call<E>),
  })
  return { ...form, ...saving, clinic, answer, busy: act.isPending }
}

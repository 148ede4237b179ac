import { useTranslation } from 'react-i18next'
import type { Call, Endpoint } from '#contract/endpoint.ts'
import { useAct } from '../../lib/query.ts'
import { toast } from '../../ui/toasts.tsx'
import { useKeptForm } from './use-kept-form.ts'
import { useVersionedSave } from './use-versioned-save.ts'

interface VersionedFormWishes<E extends Endpoint, Current, Values extends object> {
  /** As it was read; undefined while it is on its way. */
  current: Current | undefined
  valuesOf: (current: Current) => Values
  /** Saves it, and answers it as it is then. */
  endpoint: E
  inputOf: (version: number, values: Values, changes: Partial<Values>) => Call<E>
  onSaved?: () => void
}

/** A page's form over one thing that others change too: edited against a version, saved; shown by VersionedForm. */
export function useVersionedForm<E extends Endpoint, Current extends { version: number }, Values extends object>(
  wishes: VersionedFormWishes<E, Current, Values>,
) {
  const { t } = useTranslation('settings')
  const { current, valuesOf, inputOf } = wishes
  const form = useKeptForm(current && { version: current.version, values: valuesOf(current) })
  const act = useAct<E>(wishes.endpoint, {
    onError: (error) => {
      saving.goOn(error)
    },
    onSuccess: (saved) => {
      saving.settle(saved as unknown as Current)
      wishes.onSaved?.()
      toast.done(t('saved'))
    },
  })
  const saving = useVersionedSave<Current, Values>({
    form,
    valuesOf,
    error: act.error,
    forget: act.reset,
    send: (version, values, changes) => act.mutate(inputOf(version, values, changes)),
  })
  return { ...form, ...saving, busy: act.isPending }
}

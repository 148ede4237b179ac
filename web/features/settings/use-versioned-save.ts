import { useRef } from 'react'
import type { ApiError } from '../../lib/api-error.ts'
import { savedMeanwhile } from '../../lib/api-error.ts'
import type { useKeptForm } from './use-kept-form.ts'

interface VersionedSave<Current, Values extends object> {
  form: ReturnType<typeof useKeptForm<Values>>
  valuesOf: (current: Current) => Values
  error: ApiError | null
  forget: () => void
  /** Sends what was touched, over what is there: the rest is as `now` has it. */
  send: (version: number, now: Values, changes: Partial<Values>) => void
}

/**
 * Saving a kept form over something that others save too. A save that comes second goes through by itself when the
 * other one touched nothing of what was typed here, and is shown beside it otherwise.
 */
export function useVersionedSave<Current extends { version: number }, Values extends object>({
  form,
  valuesOf,
  error,
  forget,
  send,
}: VersionedSave<Current, Values>) {
  const changed = savedMeanwhile<Current>(error)
  const clashes = changed ? form.clashes(valuesOf(changed)) : []
  const sent = useRef(form.values)
  const over = (now: Current) => {
    sent.current = form.values
    send(now.version, { ...valuesOf(now), ...form.changes() }, form.changes())
  }
  const save = () => {
    sent.current = form.values
    if (form.values) send(form.version ?? 0, form.values, form.changes())
  }
  return {
    error: changed ? null : error,
    /** As somebody else saved it meanwhile; null unless both touched the same. */
    theirs: clashes.length > 0 ? changed : null,
    clashes,
    save,
    /** For the act's onSuccess. */
    settle: (saved: Current) =>
      sent.current && form.settle({ version: saved.version, values: valuesOf(saved) }, sent.current),
    keepMine: () => changed && over(changed),
    takeTheirs: () => {
      form.reset()
      forget()
    },
    /** For the act's onError. */
    goOn: (refused: ApiError) => {
      const now = savedMeanwhile<Current>(refused)
      if (now && form.clashes(valuesOf(now)).length === 0) over(now)
    },
  }
}

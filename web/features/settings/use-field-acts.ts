import {
  addNetworkField,
  addPatientField,
  editNetworkField,
  editPatientField,
  listNetworkFields,
  listPatientFields,
  orderNetworkFields,
  orderPatientFields,
  type PatientField,
} from '#contract/fields.ts'
import type { ApiError } from '../../lib/api-error.ts'
import { useAct, useCall } from '../../lib/query.ts'
import { choicesOf, type FieldValues } from './field-values.ts'

/** The fields of one owner: of a branch, or (null) of every branch. */
export function useFieldList(clinicId: string | null) {
  const ofBranch = useCall(listPatientFields, clinicId ? { clinicId, retired: 'true' } : null, { topics: ['field'] })
  const ofAll = useCall(listNetworkFields, clinicId ? null : { retired: 'true' }, { topics: ['field'] })
  return clinicId ? ofBranch : ofAll
}

export function useSaveField(
  clinicId: string | null,
  { onSuccess, onError }: { onSuccess: () => void; onError: (error: ApiError) => void },
) {
  const acts = {
    add: useAct(addPatientField, { onSuccess }),
    edit: useAct(editPatientField, { onSuccess, onError }),
    addEverywhere: useAct(addNetworkField, { onSuccess }),
    editEverywhere: useAct(editNetworkField, { onSuccess, onError }),
  }
  const all = Object.values(acts)
  return {
    busy: all.some(({ isPending }) => isPending),
    error: all.find(({ error }) => error)?.error ?? null,
    forget: () => {
      for (const act of all) act.reset()
    },
    add(values: FieldValues) {
      const { label, kind, required } = values
      const made = { label, kind, required, choices: choicesOf(values).map((choice) => choice.label) }
      if (clinicId) acts.add.mutate({ clinicId, ...made })
      else acts.addEverywhere.mutate(made)
    },
    edit(fieldId: string, version: number, values: FieldValues) {
      const { label, kind, required, retired } = values
      const changes = { fieldId, version, label, kind, required, retired, choices: choicesOf(values) }
      if (clinicId) acts.edit.mutate({ clinicId, ...changes })
      else acts.editEverywhere.mutate(changes)
    },
  }
}

/** Moves one of the owner's fields by one place. */
export function useMoveField(clinicId: string | null, own: readonly PatientField[]) {
  const here = useAct(orderPatientFields)
  const everywhere = useAct(orderNetworkFields)
  return (field: PatientField, by: 1 | -1) => {
    const fieldIds = own.map(({ id }) => id)
    const at = fieldIds.indexOf(field.id)
    fieldIds.splice(at, 1)
    fieldIds.splice(at + by, 0, field.id)
    if (clinicId) here.mutate({ clinicId, fieldIds })
    else everywhere.mutate({ fieldIds })
  }
}

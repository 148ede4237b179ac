import { useTranslation } from 'react-i18next'
import { listPatientFields, type PatientField } from '#contract/fields.ts'
import { useCall } from '#web/lib/query.ts'
import { useClinic } from '#web/shared/place.ts'

const none: PatientField[] = []

/** The custom fields this branch asks, in order. */
export function useFields(): PatientField[] {
  return useKnownFields() ?? none
}

/** The same; undefined until they are known. */
export function useKnownFields(): PatientField[] | undefined {
  const { id: clinicId } = useClinic()
  return useCall(listPatientFields, { clinicId }, { topics: ['field'] }).data?.fields
}

/** What a form says of required fields that stand empty, before it is sent: `{ 'fields.<id>': '…' }`. */
export function useMissingFields(fields: readonly PatientField[]) {
  const { t } = useTranslation('patients')
  return (answers: Record<string, string>) =>
    Object.fromEntries(
      fields
        .filter(({ id, required }) => required && !answers[id]?.trim())
        .map(({ id, label }) => [`fields.${id}`, t('fields.required', { field: label })]),
    )
}

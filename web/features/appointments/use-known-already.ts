import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { getPatient } from '#contract/patients.ts'
import { callApi } from '#web/lib/api.ts'
import { paths } from '#web/lib/paths.ts'
import { useCan, useClinic } from '#web/shared/place.ts'
import { toast } from '#web/ui/toasts.tsx'

/** After a new caller is booked: says so when somebody alike is registered. The booking stands in any case. */
export function useKnownAlready() {
  const { t } = useTranslation('appointments')
  const { id: clinicId } = useClinic()
  const navigate = useNavigate()
  const mayCompare = useCan('patients.update')
  return async (patientId: string) => {
    if (!mayCompare) return
    const patient = await callApi(getPatient, { clinicId, patientId }).catch(() => null)
    if (!patient?.openDuplicates) return
    toast.hint(t('said.knownAlready', { name: patient.fullName, number: patient.number }), {
      label: t('said.compare'),
      act: () => void navigate(paths.duplicates(clinicId)),
    })
  }
}

import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Patient, restorePatient } from '#contract/patients.ts'
import { useAct } from '#web/lib/query.ts'
import { useCan, useClinic } from '#web/shared/place.ts'
import { DateText } from '#web/ui/DateText.tsx'
import { toast } from '#web/ui/toasts.tsx'
import classes from './PatientLayout.module.css'

/** Says that a record is archived, why, and how to bring it back. */
export function ArchivedNotice({ patient }: { patient: Patient }) {
  const { t } = useTranslation('patients')
  const { id: clinicId } = useClinic()
  const mayRestore = useCan('patients.delete')
  const restore = useAct(restorePatient, {
    onSuccess: ({ fullName }) => toast.done(t('restored', { name: fullName })),
    onError: (error) => toast.refused(error),
  })
  if (!patient.archivedAt) return null
  return (
    <p className={classes.notice}>
      {t('archivedOn')} <DateText value={patient.archivedAt} />: <bdi>{patient.archiveReason}</bdi>{' '}
      {mayRestore && (
        <Button
          size="compact-sm"
          variant="default"
          loading={restore.isPending}
          onClick={() => restore.mutate({ clinicId, patientId: patient.id })}
        >
          {t('restore')}
        </Button>
      )}
    </p>
  )
}

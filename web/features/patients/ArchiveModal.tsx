import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { archivePatient, type Patient, restorePatient } from '#contract/patients.ts'
import { useAct } from '#web/lib/query.ts'
import { useClinic } from '#web/shared/place.ts'
import { FormModal } from '#web/ui/FormModal.tsx'
import { toast } from '#web/ui/toasts.tsx'

export function ArchiveModal({ patient, onClose }: { patient: Patient; onClose: () => void }) {
  const { t } = useTranslation('patients')
  const { id: clinicId } = useClinic()
  const restore = useAct(restorePatient, { onError: (error) => toast.refused(error) })
  const archive = useAct(archivePatient, {
    onSuccess: ({ fullName, id }) => {
      toast.done(t('archivedDone', { name: fullName }), { undo: () => restore.mutate({ clinicId, patientId: id }) })
      onClose()
    },
  })
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: (reason) => (reason.trim().length >= 3 ? null : t('reasonMissing')) },
  })
  return (
    <FormModal
      opened
      onClose={onClose}
      title={t('archive')}
      submitLabel={t('archive')}
      busy={archive.isPending}
      error={archive.error}
      onSubmit={form.onSubmit(({ reason }) =>
        archive.mutate({ clinicId, patientId: patient.id, reason: reason.trim() }),
      )}
    >
      <p>{t('archiveWords')}</p>
      <TextInput data-autofocus label={t('reason')} maxLength={300} dir="auto" {...form.getInputProps('reason')} />
    </FormModal>
  )
}

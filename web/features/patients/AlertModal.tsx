import { Autocomplete, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { addAlert, listDrugClasses, type Patient } from '#contract/patients.ts'
import { useAct, useCall } from '#web/lib/query.ts'
import { useClinic } from '#web/shared/place.ts'
import { FormModal } from '#web/ui/FormModal.tsx'

interface AlertValues {
  kind: 'allergy' | 'alert'
  label: string
  drugClass: string | null
  severity: 'mild' | 'moderate' | 'severe'
}

/** An allergy or an alert; with its drug class, prescriptions are checked against it. */
export function AlertModal({ patient, onClose }: { patient: Patient; onClose: () => void }) {
  const { t } = useTranslation('patients')
  const { id: clinicId } = useClinic()
  const classes = useCall(listDrugClasses, { clinicId }, { staleMs: 600_000, topics: [] })
  const add = useAct(addAlert, { onSuccess: onClose })
  const form = useForm<AlertValues>({
    initialValues: { kind: 'allergy', label: '', drugClass: null, severity: 'moderate' },
    validate: { label: (label) => (label.trim() ? null : t('alert.labelMissing')) },
  })
  const { kind } = form.values
  // A class typed as the label is the class: nobody should have to say it twice.
  const chooseLabel = (label: string) => {
    const typed = label.trim().toLowerCase()
    const known = classes.data?.find((one) => one === typed)
    form.setValues(known ? { label, drugClass: known } : { label })
  }
  return (
    <FormModal
      opened
      onClose={onClose}
      title={t('alert.add')}
      busy={add.isPending}
      error={add.error}
      onSubmit={form.onSubmit((values) => add.mutate({ clinicId, patientId: patient.id, ...values }))}
    >
      <SegmentedControl
        aria-label={t('alert.kind')}
        data={(['allergy', 'alert'] as const).map((value) => ({ value, label: t(`alert.${value}`) }))}
        {...form.getInputProps('kind')}
      />
      {kind === 'allergy' ? (
        <>
          <Autocomplete
            data-autofocus
            label={t('alert.allergyLabel')}
            placeholder={t('alert.allergyExample')}
            data={form.values.label ? (classes.data ?? []) : []}
            limit={8}
            maxLength={200}
            dir="auto"
            {...form.getInputProps('label')}
            onChange={chooseLabel}
          />
          <Select
            label={t('alert.drugClass')}
            description={t('alert.drugClassHint')}
            data={classes.data ?? []}
            searchable
            clearable
            {...form.getInputProps('drugClass')}
          />
          <Select
            label={t('alert.severity')}
            data={(['mild', 'moderate', 'severe'] as const).map((value) => ({ value, label: t(`alert.${value}`) }))}
            allowDeselect={false}
            {...form.getInputProps('severity')}
          />
        </>
      ) : (
        <TextInput
          data-autofocus
          label={t('alert.alertLabel')}
          placeholder={t('alert.alertExample')}
          maxLength={200}
          dir="auto"
          {...form.getInputProps('label')}
        />
      )}
    </FormModal>
  )
}

import { Group, NumberInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { recordVitals } from '#contract/encounters.ts'
import { useFormat } from '../../lib/format.ts'
import { useAct } from '../../lib/query.ts'
import { fieldErrors } from '../../lib/refusal-words.ts'
import { FormDrawer } from '../../ui/FormDrawer.tsx'
import { toast } from '../../ui/toasts.tsx'
import { emptyVitals, type Measure, measured, measures, outOfRange } from './vitals.ts'

interface VitalsDrawerProps {
  clinicId: string
  appointmentId: string
  patientName: string
  onClose: () => void
}

/** What the nurse enters: only what was measured, in the units on the device. */
export function VitalsDrawer({ clinicId, appointmentId, patientName, onClose }: VitalsDrawerProps) {
  const { t } = useTranslation('clinical')
  const { number } = useFormat()
  const form = useForm({
    initialValues: emptyVitals,
    validate: (values) =>
      Object.fromEntries(
        outOfRange(values).map(({ key, min, max, unit }) => [
          key,
          t('vitals.range', { min: number(min), max: number(max), unit: `\u2068${unit}\u2069` }),
        ]),
      ),
  })
  const record = useAct(recordVitals, {
    onSuccess: () => {
      toast.done(t('vitals.saved', { patient: patientName }))
      onClose()
    },
    onError: (error) => form.setErrors(fieldErrors(error)),
  })
  const field = (measure: Measure, first = false) => {
    const { key, label, unit, decimals } = measure
    return (
      <NumberInput
        key={key}
        label={t(`vitals.${label}`)}
        suffix={` ${unit}`}
        decimalScale={decimals}
        allowNegative={false}
        hideControls
        inputMode="decimal"
        autoComplete="off"
        data-autofocus={first || undefined}
        {...form.getInputProps(key)}
      />
    )
  }
  const [systolic, diastolic, ...rest] = measures

  return (
    <FormDrawer
      opened
      onClose={onClose}
      title={t('vitals.of', { patient: patientName })}
      size="sm"
      submitLabel={t('vitals.save')}
      busy={record.isPending}
      error={record.error}
      onSubmit={form.onSubmit((values) => record.mutate({ clinicId, appointmentId, ...measured(values) }))}
    >
      <Group grow align="flex-start">
        {field(systolic!, true)}
        {field(diastolic!)}
      </Group>
      {rest.map((measure) => field(measure))}
      <TextInput label={t('vitals.note')} maxLength={500} {...form.getInputProps('note')} />
    </FormDrawer>
  )
}

import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { editPatient, type Patient } from '#contract/patients.ts'
import { savedMeanwhile } from '#web/lib/api-error.ts'
import { useAct } from '#web/lib/query.ts'
import { fieldErrors } from '#web/lib/refusal-words.ts'
import { BothSides } from '#web/shared/BothSides.tsx'
import { useClinic } from '#web/shared/place.ts'
import { FormDrawer } from '#web/ui/FormDrawer.tsx'
import { toast } from '#web/ui/toasts.tsx'
import { DetailFields } from './DetailFields.tsx'
import { FieldInputs } from './FieldInputs.tsx'
import { useDifferences } from './use-differences.ts'
import { useFields, useMissingFields } from './use-fields.ts'
import { type PatientValues, patientInput, valuesOf } from './values.ts'

interface EditDrawerProps {
  opened: boolean
  patient: Patient
  onClose: () => void
}

/** Every field of a patient. When somebody else saved meanwhile, both sides are shown before anything is overwritten. */
export function EditDrawer({ opened, patient, onClose }: EditDrawerProps) {
  const { t } = useTranslation('patients')
  const { id: clinicId } = useClinic()
  // What the person began from: the page behind may renew itself while she types.
  const [base, setBase] = useState(patient)
  const fields = useFields()
  const missing = useMissingFields(fields)
  const form = useForm<PatientValues>({
    initialValues: valuesOf(base),
    validate: (values) => ({
      ...(values.fullName.trim() ? {} : { fullName: t('nameMissing') }),
      ...missing(values.fields),
    }),
  })
  const edit = useAct(editPatient, {
    onSuccess: ({ fullName }) => {
      toast.done(t('saved', { name: fullName }))
      onClose()
    },
    onError: (error) => {
      form.setErrors(fieldErrors(error))
      // Nothing to decide: saved by oneself, for one, when the answer was lost.
      const now = savedMeanwhile<Patient>(error)
      if (now && unlike(now).length === 0) send(now.version)
    },
  })
  const differences = useDifferences(fields)
  const changed = savedMeanwhile<Patient>(edit.error)
  const unlike = (now: Patient) => differences(form.values, valuesOf(base), valuesOf(now))
  const clashing = changed ? unlike(changed) : []
  const theirs = clashing.length > 0 ? changed : null
  const send = (version: number) =>
    edit.mutate({ clinicId, patientId: patient.id, version, ...changesOf(form.values, base) })
  const save = form.onSubmit(() => send(base.version))
  const takeTheirs = (current: Patient) => {
    const [before, now] = [valuesOf(base), valuesOf(current)]
    const mine = form.values
    const kept = Object.fromEntries(
      Object.entries(mine).filter(([name, value]) => !isSame(value, before[name as keyof PatientValues])),
    )
    // Answers one by one: those that were touched here stay, the others are as they were saved meanwhile.
    const answers = Object.entries(mine.fields).filter(([id, answer]) => answer !== (before.fields[id] ?? ''))
    setBase(current)
    form.setValues({ ...now, ...kept, fields: { ...now.fields, ...Object.fromEntries(answers) } })
    edit.reset()
  }

  return (
    <FormDrawer
      opened={opened}
      onClose={onClose}
      title={t('edit')}
      size="lg"
      busy={edit.isPending}
      disabled={theirs !== null}
      error={theirs ? null : edit.error}
      onSubmit={save}
    >
      <BothSides differences={theirs && clashing} onMerge={() => theirs && takeTheirs(theirs)} />
      <TextInput
        data-autofocus
        label={t('field.fullName')}
        maxLength={200}
        dir="auto"
        {...form.getInputProps('fullName')}
      />
      <TextInput label={t('field.phone')} type="tel" dir="ltr" maxLength={40} {...form.getInputProps('phone')} />
      <FieldInputs fields={fields} form={form} />
      <DetailFields form={form} />
    </FormDrawer>
  )
}

/** Only what was changed goes out, so that two people at two fields do not disturb each other's. */
function changesOf(values: PatientValues, base: Patient) {
  const [now, before] = [patientInput(values), patientInput(valuesOf(base))]
  const changed = Object.entries(now).filter(([name, value]) => !isSame(value, before[name as keyof typeof before]))
  // Sent even when none was changed: the form shows them, so the server asks for those that are required.
  const fields = now.fields.filter((answer) => !before.fields.some((one) => isSame(one, answer)))
  return { ...(Object.fromEntries(changed) as Partial<typeof now>), fields }
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

import { Button, Collapse, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDebouncedValue } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type LikePatient, listLikePatients, registerPatient } from '#contract/patients.ts'
import { ApiError } from '#web/lib/api-error.ts'
import { paths } from '#web/lib/paths.ts'
import { useAct, useCall } from '#web/lib/query.ts'
import { fieldErrors } from '#web/lib/refusal-words.ts'
import { readCaller } from '#web/shared/caller.ts'
import { useClinic } from '#web/shared/place.ts'
import { FormModal } from '#web/ui/FormModal.tsx'
import { toast } from '#web/ui/toasts.tsx'
import { DetailFields } from './DetailFields.tsx'
import { FieldInputs } from './FieldInputs.tsx'
import { LikePatients } from './LikePatients.tsx'
import { useFields, useMissingFields } from './use-fields.ts'
import { type PatientValues, patientInput, valuesOf } from './values.ts'

const none: LikePatient[] = []

/** What was looked for in vain: a number, a name, or both. */
function typedBefore(typed: string): Pick<PatientValues, 'fullName' | 'phone'> {
  const { phone, name } = readCaller(typed)
  if (phone) return { phone, fullName: name ?? '' }
  return /\p{L}/u.test(typed) ? { phone: '', fullName: typed } : { phone: typed, fullName: '' }
}

/** Two fields are enough; the rest stands behind a button. Who may be registered already is shown while typing. */
export function RegisterModal({ typed, onClose }: { typed: string; onClose: () => void }) {
  const { t } = useTranslation('patients')
  const { id: clinicId } = useClinic()
  const navigate = useNavigate()
  const [more, setMore] = useState(false)
  const fields = useFields()
  const missing = useMissingFields(fields)
  const form = useForm<PatientValues>({
    initialValues: { ...valuesOf(null), ...typedBefore(typed) },
    validate: (values) => ({
      ...(values.fullName.trim() ? {} : { fullName: t('nameMissing') }),
      ...missing(values.fields),
    }),
  })
  const like = useLikePatients(clinicId, form.values)
  const register = useAct(registerPatient, {
    onSuccess: (patient) => {
      toast.done(t('registered', { name: patient.fullName, number: patient.number }))
      void navigate(paths.patient(clinicId, patient.id))
    },
    onError: (error) => {
      form.setErrors(fieldErrors(error))
      if (error.code === 'invalid') setMore(true)
    },
  })
  const refused = candidatesOf(register.error)
  const alike = refused.length > 0 ? refused : like
  const submit = (evenSo: boolean) =>
    form.onSubmit((values) => register.mutate({ clinicId, ...patientInput(values), evenSo }))

  return (
    <FormModal
      opened
      onClose={onClose}
      title={t('register')}
      size="lg"
      submitLabel={alike.length > 0 ? t('registerEvenSo') : t('register')}
      busy={register.isPending}
      error={refused.length > 0 ? null : register.error}
      onSubmit={(event) => submit(alike.length > 0)(event)}
      extra={
        !more && (
          <Button variant="subtle" onClick={() => setMore(true)}>
            {t('more')}
          </Button>
        )
      }
    >
      <TextInput
        data-autofocus
        label={t('field.fullName')}
        maxLength={200}
        dir="auto"
        required
        {...form.getInputProps('fullName')}
      />
      <TextInput
        label={t('field.phone')}
        type="tel"
        dir="ltr"
        maxLength={40}
        placeholder="0300 1234567"
        {...form.getInputProps('phone')}
      />
      <LikePatients patients={alike} onOpen={(id) => void navigate(paths.patient(clinicId, id))} />
      <FieldInputs fields={fields.filter(({ required }) => required)} form={form} />
      <Collapse expanded={more}>
        {more && (
          <>
            <DetailFields form={form} />
            <FieldInputs fields={fields.filter(({ required }) => !required)} form={form} />
          </>
        )}
      </Collapse>
    </FormModal>
  )
}

function useLikePatients(clinicId: string, { fullName, phone, bornOn, sex, nationalId }: PatientValues) {
  const [asked] = useDebouncedValue(
    JSON.stringify({
      fullName: fullName.trim(),
      ...(phone.replace(/\D/g, '').length >= 7 ? { phone } : {}),
      ...(bornOn ? { bornOn } : {}),
      ...(sex !== 'unknown' ? { sex } : {}),
      ...(nationalId ? { nationalId } : {}),
    }),
    250,
  )
  const person = JSON.parse(asked)
  const enough = person.fullName.length > 2 && (person.phone || person.bornOn || person.nationalId)
  const like = useCall(listLikePatients, enough ? { clinicId, ...person } : null, { keep: true })
  return enough ? (like.data ?? none) : none
}

function candidatesOf(error: unknown): LikePatient[] {
  const refused = error instanceof ApiError && error.code === 'possible_duplicate'
  return refused ? ((error.detail as { candidates?: LikePatient[] } | undefined)?.candidates ?? none) : none
}

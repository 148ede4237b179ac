import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useClinic } from '#web/shared/place.ts'
import { FormDrawer } from '#web/ui/FormDrawer.tsx'
import classes from './BookFields.module.css'
import { type ChosenPatient, patientInput } from './book-values.ts'
import type { DaySearch } from './day-search.ts'
import { getDraft } from './draft-caller.ts'
import { PatientField } from './PatientField.tsx'
import { useBook } from './use-book.ts'
import type { DayData } from './use-day.ts'
import { useServices } from './use-services.ts'
import type { VisitActs } from './use-visit-acts.ts'
import { usualServices } from './usual-services.ts'

interface WalkInDrawerProps {
  day: DayData
  search: DaySearch
  acts: VisitActs
  onClose: () => void
}

interface WalkInValues {
  patient: ChosenPatient | null
  doctorId: string
  serviceId: string | null
  reason: string
}

const anyDoctor = 'any'
const shownReasons = 6

/** Somebody stands at the desk without an appointment: who, why, and the token is out. */
export function WalkInDrawer({ day, search, acts, onClose }: WalkInDrawerProps) {
  const { t } = useTranslation('appointments')
  const { id: clinicId } = useClinic()
  const { walkIn } = useBook(acts, onClose)
  const { services } = useServices()
  const opened = search.walkIn === true
  const only = search.doctors?.length === 1 ? search.doctors[0]! : anyDoctor
  const draft = opened ? getDraft() : null
  const form = useForm<WalkInValues>({
    initialValues: { patient: draft && { id: null, ...draft }, doctorId: only, serviceId: null, reason: '' },
    validate: { patient: (patient) => (patient || search.patient ? null : t('book.whoMissing')) },
  })
  const save = form.onSubmit(({ patient, doctorId, serviceId, reason }) =>
    walkIn.mutate({
      clinicId,
      ...(patient ? patientInput(patient) : { patientId: search.patient! }),
      ...(doctorId === anyDoctor ? {} : { doctorId }),
      ...(serviceId ? { serviceId } : {}),
      reason,
    }),
  )
  const doctors = (day.plan?.columns ?? [])
    .filter(({ open }) => open.length > 0)
    .map(({ doctorId, doctorName }) => ({ value: doctorId, label: doctorName }))

  return (
    <FormDrawer
      opened={opened}
      onClose={onClose}
      title={t('walkIn.title')}
      submitLabel={t('walkIn.save')}
      busy={walkIn.isPending}
      error={walkIn.error}
      onSubmit={save}
    >
      <PatientField
        value={form.values.patient}
        patientId={search.patient}
        error={form.errors.patient as string | undefined}
        next="[data-reason]"
        onChange={(patient) => form.setFieldValue('patient', patient)}
      />
      <TextInput
        label={t('walkIn.reason')}
        maxLength={300}
        dir="auto"
        data-reason
        data-autofocus={draft || search.patient ? true : undefined}
        {...form.getInputProps('reason')}
      />
      <div className={classes.times}>
        {usualServices(services, day.visits, shownReasons).map(({ id, name }) => (
          <Button
            key={id}
            size="compact-sm"
            variant={form.values.serviceId === id ? 'filled' : 'default'}
            aria-pressed={form.values.serviceId === id}
            onClick={() => form.setValues({ serviceId: id, reason: name })}
          >
            {name}
          </Button>
        ))}
      </div>
      <Select
        label={t('book.doctor')}
        data={[{ value: anyDoctor, label: t('walkIn.anyDoctor') }, ...doctors]}
        allowDeselect={false}
        {...form.getInputProps('doctorId')}
      />
    </FormDrawer>
  )
}

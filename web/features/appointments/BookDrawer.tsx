import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { usualMinutes } from '#contract/appointments.ts'
import { useClinic } from '#web/shared/place.ts'
import { FormDrawer } from '#web/ui/FormDrawer.tsx'
import { BookFields } from './BookFields.tsx'
import { type BookValues, patientInput } from './book-values.ts'
import type { DaySearch } from './day-search.ts'
import { getDraft } from './draft-caller.ts'
import { PatientField } from './PatientField.tsx'
import { instantOf, minuteOfClock } from './time.ts'
import { useBook } from './use-book.ts'
import type { DayData } from './use-day.ts'
import type { VisitActs } from './use-visit-acts.ts'

interface BookDrawerProps {
  day: DayData
  place: Pick<DaySearch, 'book' | 'at' | 'patient'>
  acts: VisitActs
  onClose: () => void
}

/** Booking with everything in sight: who, with whom, when, for what. Opened from an empty time, it lacks only the person. */
export function BookDrawer({ day, place, acts, onClose }: BookDrawerProps) {
  const { t } = useTranslation('appointments')
  const { id: clinicId, timeZone } = useClinic()
  const { book } = useBook(acts, onClose)
  const opened = place.book !== undefined
  const isOver = day.day < day.today
  const form = useForm<BookValues>({
    initialValues: {
      patient: opened ? newCaller() : null,
      doctorId: place.book && place.book !== 'any' ? place.book : null,
      day: isOver ? day.today : day.day,
      at: isOver ? '' : (place.at ?? ''),
      serviceId: null,
      minutes: usualMinutes,
      reason: '',
    },
    validate: {
      patient: (patient) => (patient || place.patient ? null : t('book.whoMissing')),
      doctorId: (doctorId) => (doctorId ? null : t('book.doctorMissing')),
      at: (at) => (minuteOfClock(at) === null ? t('book.timeMissing') : null),
    },
  })

  const save = form.onSubmit(
    ({ patient, doctorId, day: on, at, serviceId, minutes, reason }) =>
      book.mutate({
        clinicId,
        ...(patient ? patientInput(patient) : { patientId: place.patient! }),
        doctorId: doctorId!,
        startsAt: instantOf(on, minuteOfClock(at)!, timeZone),
        minutes,
        ...(serviceId ? { serviceId } : {}),
        reason,
      }),
    // The keyboard goes where something is missing.
    (missing) => form.getInputNode(Object.keys(missing)[0]!)?.focus(),
  )
  const isKnown = place.patient !== undefined || getDraft() !== null
  const { doctorId, at } = form.values
  const next = !doctorId ? '[data-path="doctorId"]' : at === '' ? '[data-path="at"]' : '[type=submit]'

  return (
    <FormDrawer
      opened={opened}
      onClose={onClose}
      title={t('book.title')}
      submitLabel={t('book.save')}
      busy={book.isPending}
      error={book.error}
      onSubmit={save}
    >
      <PatientField
        value={form.values.patient}
        patientId={place.patient}
        error={form.errors.patient as string | undefined}
        next={next}
        onChange={(patient) => form.setFieldValue('patient', patient)}
      />
      <BookFields day={day} form={form} first={isKnown ? (place.book === 'any' ? 'doctorId' : 'at') : undefined} />
    </FormDrawer>
  )
}

function newCaller() {
  const caller = getDraft()
  return caller && { id: null, ...caller }
}

import { NumberInput, Select } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import type { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { TimeField } from '#web/ui/TimeField.tsx'
import classes from './BookFields.module.css'
import type { BookValues } from './book-values.ts'
import { FreeTimes } from './FreeTimes.tsx'
import { clockOf, minuteOfClock } from './time.ts'
import type { DayData } from './use-day.ts'

/** The part of Mantine's form that the fields need. */
export type BookForm = Pick<
  ReturnType<typeof useForm<BookValues>>,
  'values' | 'errors' | 'getInputProps' | 'setValues' | 'setFieldValue'
>

interface FieldsProps {
  day: DayData
  form: BookForm
  /** Where the keyboard begins, when it does here. */
  first?: 'doctorId' | 'at' | undefined
}

/** Whom with: one of the branch's doctors. */
export function DoctorField({ day, form, first }: FieldsProps) {
  const { t } = useTranslation('appointments')
  const doctors = (day.plan?.columns ?? []).map(({ doctorId, doctorName }) => ({ value: doctorId, label: doctorName }))
  return (
    <Select
      label={t('book.doctor')}
      data={doctors}
      searchable
      nothingFoundMessage={t('book.noDoctor')}
      data-autofocus={first === 'doctorId' || undefined}
      {...form.getInputProps('doctorId')}
    />
  )
}

/** Day, time and length; free times to choose from below. */
export function TimeFields({ day, form, first }: FieldsProps) {
  const { t } = useTranslation('appointments')
  const { values } = form
  return (
    <>
      <div className={classes.when}>
        <DatePickerInput
          label={t('book.day')}
          valueFormat="ddd D MMM YYYY"
          minDate={day.today}
          value={values.day}
          onChange={(chosen) => chosen && form.setFieldValue('day', String(chosen).slice(0, 10))}
        />
        <TimeField
          size="sm"
          w="auto"
          data-path="at"
          data-autofocus={first === 'at' || undefined}
          label={t('book.time')}
          error={form.errors.at}
          minute={minuteOfClock(values.at)}
          onMinute={(minute) => form.setFieldValue('at', clockOf(minute))}
          step={day.plan?.snapMinutes ?? 15}
        />
        <NumberInput
          label={t('book.minutes')}
          min={5}
          max={600}
          step={5}
          value={values.minutes}
          onChange={(minutes) => form.setFieldValue('minutes', Number(minutes) || 5)}
        />
      </div>
      <FreeTimes
        doctorId={values.doctorId}
        day={values.day}
        minutes={values.minutes}
        onChoose={(time) => form.setValues(time)}
      />
    </>
  )
}

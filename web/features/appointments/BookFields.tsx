import { NumberInput, Select, Textarea } from '@mantine/core'
import { DatePickerInput, TimeInput } from '@mantine/dates'
import type { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import classes from './BookFields.module.css'
import { type BookValues, withService } from './book-values.ts'
import { FreeTimes } from './FreeTimes.tsx'
import type { DayData } from './use-day.ts'
import { useServices } from './use-services.ts'

/** The part of Mantine's form that the fields need. */
export type BookForm = Pick<
  ReturnType<typeof useForm<BookValues>>,
  'values' | 'getInputProps' | 'setValues' | 'setFieldValue'
>

/** Doctor, service, day, time and length; free times to choose from below. */
export function BookFields({ day, form }: { day: DayData; form: BookForm }) {
  const { t } = useTranslation('appointments')
  const { services, choices } = useServices()
  const { values } = form
  const doctors = (day.plan?.columns ?? []).map(({ doctorId, doctorName }) => ({ value: doctorId, label: doctorName }))

  return (
    <>
      <Select
        label={t('book.doctor')}
        data={doctors}
        searchable
        nothingFoundMessage={t('book.noDoctor')}
        {...form.getInputProps('doctorId')}
      />
      <Select
        label={t('book.service')}
        placeholder={t('book.noService')}
        data={choices}
        searchable
        clearable
        value={values.serviceId}
        onChange={(id) => form.setValues(withService(id, services))}
      />
      <div className={classes.when}>
        <DatePickerInput
          label={t('book.day')}
          valueFormat="ddd D MMM YYYY"
          minDate={day.today}
          value={values.day}
          onChange={(chosen) => chosen && form.setFieldValue('day', String(chosen).slice(0, 10))}
        />
        <TimeInput label={t('book.time')} {...form.getInputProps('at')} />
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
      <Textarea label={t('book.reason')} autosize minRows={2} maxLength={300} {...form.getInputProps('reason')} />
    </>
  )
}

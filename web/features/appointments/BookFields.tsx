import { Select, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { withService } from './book-values.ts'
import { type BookForm, DoctorField, TimeFields } from './TimeFields.tsx'
import type { DayData } from './use-day.ts'
import { useServices } from './use-services.ts'

/** Doctor, service, day, time and length; free times to choose from below. */
export function BookFields({ day, form }: { day: DayData; form: BookForm }) {
  const { t } = useTranslation('appointments')
  const { services, choices } = useServices()
  return (
    <>
      <DoctorField day={day} form={form} />
      <Select
        label={t('book.service')}
        placeholder={t('book.noService')}
        data={choices}
        searchable
        clearable
        value={form.values.serviceId}
        onChange={(id) => form.setValues(withService(id, services))}
      />
      <TimeFields day={day} form={form} />
      <Textarea label={t('book.reason')} autosize minRows={2} maxLength={300} {...form.getInputProps('reason')} />
    </>
  )
}

import { Select, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { withService } from './book-values.ts'
import { DoctorField, TimeFields } from './TimeFields.tsx'
import { useServices } from './use-services.ts'

/** Doctor, service, day, time and length; free times to choose from below. */
export function BookFields({ day, form, first }: Parameters<typeof TimeFields>[0]) {
  const { t } = useTranslation('appointments')
  const { services, choices } = useServices()
  return (
    <>
      <DoctorField day={day} form={form} first={first} />
      <Select
        label={t('book.service')}
        placeholder={t('book.noService')}
        data={choices}
        searchable
        clearable
        value={form.values.serviceId}
        onChange={(id) => form.setValues(withService(id, services))}
      />
      <TimeFields day={day} form={form} first={first} />
      <Textarea label={t('book.reason')} autosize minRows={2} maxLength={300} {...form.getInputProps('reason')} />
    </>
  )
}

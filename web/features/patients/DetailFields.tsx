import { Select, SimpleGrid, TagsInput, Textarea, TextInput } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import type { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { Sex } from '#contract/patients.ts'
import { useFormat } from '#web/lib/format.ts'
import { readTypedDate } from './typed-date.ts'
import type { PatientValues } from './values.ts'

/** What is known of a patient beyond name and phone; all of it may stay empty. */
export function DetailFields({ form }: { form: Pick<ReturnType<typeof useForm<PatientValues>>, 'getInputProps'> }) {
  const { t } = useTranslation('patients')
  const format = useFormat()
  const { date } = format
  const today = format.today()
  const bornOn = form.getInputProps('bornOn')
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <DateInput
        label={t('field.bornOn')}
        placeholder={t('bornOnExample')}
        maxDate={today}
        minDate="1880-01-02"
        defaultLevel="decade"
        clearable
        valueFormat={(value) => date(value)}
        dateParser={(typed) => readTypedDate(typed, today)}
        {...bornOn}
        value={bornOn.value || null}
        onChange={(value) => bornOn.onChange(value ?? '')}
      />
      <Select
        label={t('field.sex')}
        data={Sex.options.map((value) => ({ value, label: t(`sex.${value}`) }))}
        allowDeselect={false}
        {...form.getInputProps('sex')}
      />
      <TextInput label={t('field.guardian')} maxLength={200} dir="auto" {...form.getInputProps('guardian')} />
      <TextInput
        label={t('field.secondPhone')}
        type="tel"
        dir="ltr"
        maxLength={40}
        {...form.getInputProps('secondPhone')}
      />
      <TextInput label={t('field.email')} type="email" dir="ltr" maxLength={254} {...form.getInputProps('email')} />
      <TextInput label={t('field.nationalId')} dir="ltr" maxLength={40} {...form.getInputProps('nationalId')} />
      <TextInput label={t('field.address')} maxLength={500} dir="auto" {...form.getInputProps('address')} />
      <TextInput label={t('field.city')} maxLength={100} dir="auto" {...form.getInputProps('city')} />
      <TagsInput label={t('field.tags')} maxTags={20} {...form.getInputProps('tags')} />
      <Textarea
        label={t('field.notes')}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={5000}
        dir="auto"
        {...form.getInputProps('notes')}
      />
    </SimpleGrid>
  )
}

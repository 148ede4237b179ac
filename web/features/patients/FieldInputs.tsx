import { NumberInput, Select, TextInput } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import type { useForm } from '@mantine/form'
import type { PatientField } from '#contract/fields.ts'
import { useFormat } from '#web/lib/format.ts'
import { readTypedDate } from './typed-date.ts'
import type { PatientValues } from './values.ts'

interface FieldInputsProps {
  fields: readonly PatientField[]
  form: Pick<ReturnType<typeof useForm<PatientValues>>, 'getInputProps'>
}

/** The clinic's own fields in a form, each by its kind. */
export function FieldInputs({ fields, form }: FieldInputsProps) {
  return fields.map((field) => (
    <FieldInput key={field.id} field={field} {...form.getInputProps(`fields.${field.id}`)} />
  ))
}

interface FieldInputProps {
  field: PatientField
  value?: string
  error?: string | null
  onChange: (value: string) => void
}

function FieldInput({ field, value = '', error, onChange }: FieldInputProps) {
  const { date } = useFormat()
  const common = { label: field.label, required: field.required, error, dir: 'auto' as const }
  switch (field.kind) {
    case 'text':
      return (
        <TextInput
          {...common}
          maxLength={500}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case 'number':
      return (
        <NumberInput {...common} dir="ltr" hideControls value={value} onChange={(number) => onChange(String(number))} />
      )
    case 'date':
      return (
        <DateInput
          {...common}
          clearable
          defaultLevel="decade"
          valueFormat={(day) => date(day)}
          dateParser={(typed) => readTypedDate(typed, '2199-12-31')}
          value={value || null}
          onChange={(day) => onChange(day ?? '')}
        />
      )
    case 'choice':
      return (
        <Select
          {...common}
          clearable
          searchable={field.choices.length > 8}
          data={field.choices
            .filter(({ choiceId, retired }) => !retired || choiceId === value)
            .map(({ choiceId, label }) => ({ value: choiceId, label }))}
          value={value || null}
          onChange={(choice) => onChange(choice ?? '')}
        />
      )
  }
}

import { Group, NumberInput, Select, TextInput } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { useTranslation } from 'react-i18next'
import type { PatientField } from '#contract/fields.ts'
import { useFormat } from '#web/lib/format.ts'
import type { PatientsSearch } from './places.ts'
import { readTypedDate } from './typed-date.ts'

type Filter = Pick<PatientsSearch, 'field' | 'is' | 'from' | 'to' | 'empty'>

interface FieldFilterProps {
  fields: readonly PatientField[]
  filter: Filter
  onChange: (filter: Filter) => void
}

export const noFilter: Filter = { field: undefined, is: undefined, from: undefined, to: undefined, empty: undefined }

/** Narrows the list by one of the clinic's own fields. */
export function FieldFilter({ fields, filter, onChange }: FieldFilterProps) {
  const { t } = useTranslation('patients')
  const field = fields.find(({ id }) => id === filter.field)
  return (
    <Group gap="xs">
      <Select
        aria-label={t('fields.filter')}
        placeholder={t('fields.filter')}
        w="12rem"
        clearable
        data={[
          ...fields.map(({ id, label }) => ({ value: id, label })),
          // An old address, or the field was retired since: what narrows the list is said, and can be taken away.
          ...(filter.field && !field ? [{ value: filter.field, label: t('fields.gone') }] : []),
        ]}
        value={filter.field ?? null}
        onChange={(id) => onChange({ ...noFilter, field: id ?? undefined })}
      />
      {field && (
        <Which field={field} filter={filter} onChange={(next) => onChange({ ...noFilter, field: field.id, ...next })} />
      )}
    </Group>
  )
}

const empty = 'empty'

function Which({ field, filter, onChange }: { field: PatientField; filter: Filter; onChange: (next: Filter) => void }) {
  const { t } = useTranslation('patients')
  const { date } = useFormat()
  const label = field.label
  const from = t('fields.from', { field: label })
  const to = t('fields.to', { field: label })
  switch (field.kind) {
    case 'choice':
      return (
        <Select
          aria-label={label}
          placeholder={t('fields.any')}
          w="12rem"
          clearable
          data={[
            ...field.choices.map(({ choiceId, label: words }) => ({ value: choiceId, label: words })),
            { value: empty, label: t('fields.empty') },
          ]}
          value={filter.empty ? empty : (filter.is ?? null)}
          onChange={(value) => onChange(value === empty ? { empty: true } : { is: value ?? undefined })}
        />
      )
    case 'text':
      return (
        <TextInput
          aria-label={label}
          placeholder={t('fields.begins')}
          w="12rem"
          dir="auto"
          maxLength={100}
          defaultValue={filter.is ?? ''}
          onChange={(event) => onChange({ is: event.currentTarget.value.trim() || undefined })}
        />
      )
    case 'number':
      return (
        <>
          {([from, to] as const).map((words, at) => (
            <NumberInput
              key={words}
              aria-label={words}
              placeholder={words}
              w="8rem"
              hideControls
              defaultValue={(at === 0 ? filter.from : filter.to) ?? ''}
              onChange={(number) =>
                onChange({
                  from: filter.from,
                  to: filter.to,
                  [at === 0 ? 'from' : 'to']: number === '' ? undefined : String(number),
                })
              }
            />
          ))}
        </>
      )
    case 'date':
      return (
        <>
          {([from, to] as const).map((words, at) => (
            <DateInput
              key={words}
              aria-label={words}
              placeholder={words}
              w="10rem"
              clearable
              valueFormat={(day) => date(day)}
              dateParser={(typed) => readTypedDate(typed, '2199-12-31')}
              value={(at === 0 ? filter.from : filter.to) ?? null}
              onChange={(day) =>
                onChange({ from: filter.from, to: filter.to, [at === 0 ? 'from' : 'to']: day ?? undefined })
              }
            />
          ))}
        </>
      )
  }
}

import { useTranslation } from 'react-i18next'
import type { PatientField } from '#contract/fields.ts'
import { useFormat } from '#web/lib/format.ts'
import type { Difference } from '#web/shared/BothSides.tsx'
import type { PatientValues } from './values.ts'

const own = [
  'fullName', 'phone', 'sex', 'bornOn', 'secondPhone', 'email', 'nationalId', 'guardian', 'address', 'city', 'notes', 'tags',
] as const satisfies readonly (keyof PatientValues)[] // biome-ignore format: the order of the form on one line

/** What somebody else saved of a patient meanwhile, beside what stands in the form, in words. */
export function useDifferences(fields: readonly PatientField[]) {
  const { t } = useTranslation('patients')
  const { date } = useFormat()
  const words = (values: PatientValues, name: (typeof own)[number]) => {
    if (name === 'sex') return t(`sex.${values.sex}`)
    if (name === 'bornOn') return values.bornOn && (date(values.bornOn) || values.bornOn)
    return name === 'tags' ? values.tags.join(', ') : values[name]
  }
  const answer = ({ id, kind, choices }: PatientField, values: PatientValues) => {
    const value = values.fields[id] ?? ''
    if (kind === 'choice') return choices.find(({ choiceId }) => choiceId === value)?.label ?? value
    return kind === 'date' ? value && (date(value) || value) : value
  }
  return (mine: PatientValues, before: PatientValues, theirs: PatientValues): Difference[] => {
    const sides = (label: string, read: (of: PatientValues) => string) =>
      read(theirs) === read(before) || read(theirs) === read(mine)
        ? []
        : [{ label, mine: read(mine), theirs: read(theirs) }]
    return [
      ...own.flatMap((name) => sides(t(`field.${name}`), (of) => words(of, name))),
      ...fields.flatMap((field) => sides(field.label, (of) => answer(field, of))),
    ]
  }
}

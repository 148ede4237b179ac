import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/lib/format.ts'
import type { Difference } from '#web/shared/BothSides.tsx'
import type { PatientValues } from './values.ts'

const fields = [
  'fullName', 'phone', 'sex', 'bornOn', 'secondPhone', 'email', 'nationalId', 'guardian', 'address', 'city', 'notes', 'tags',
] as const satisfies readonly (keyof PatientValues)[] // biome-ignore format: the order of the form on one line

/** What somebody else saved of a patient meanwhile, beside what stands in the form, in words. */
export function useDifferences() {
  const { t } = useTranslation('patients')
  const { date } = useFormat()
  const words = (values: PatientValues, name: (typeof fields)[number]) => {
    if (name === 'sex') return t(`sex.${values.sex}`)
    if (name === 'bornOn') return values.bornOn && (date(values.bornOn) || values.bornOn)
    return name === 'tags' ? values.tags.join(', ') : values[name]
  }
  return (mine: PatientValues, before: PatientValues, theirs: PatientValues): Difference[] =>
    fields
      .filter((name) => words(theirs, name) !== words(before, name))
      .map((name) => ({ label: t(`field.${name}`), mine: words(mine, name), theirs: words(theirs, name) }))
}

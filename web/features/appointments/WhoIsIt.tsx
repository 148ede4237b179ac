import { useTranslation } from 'react-i18next'
import type { PatientRow } from '#contract/patients.ts'
import { useAge } from '#web/shared/age.ts'

/** What tells people of one name apart: sex and age, as far as they are known. */
export function WhoIsIt({ sex, bornOn }: Pick<PatientRow, 'sex' | 'bornOn'>) {
  const { t } = useTranslation('shell')
  const age = useAge()
  const words = [sex !== 'unknown' && t(`patient.${sex}`), bornOn && age(bornOn)].filter(Boolean)
  return words.length > 0 && <span>{words.join(' · ')}</span>
}

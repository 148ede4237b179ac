import { useTranslation } from 'react-i18next'
import { ageOn } from '#contract/age.ts'
import { useFormat } from '../lib/format.ts'

/** `34 years`, `7 months`: today, in the language of the screen. */
export function useAge(): (bornOn: string) => string {
  const { t } = useTranslation('shell')
  const today = useFormat().today()
  return (bornOn) => {
    const { count, unit } = ageOn(bornOn, today)
    return t(unit === 'month' ? 'patient.months' : 'patient.years', { count })
  }
}

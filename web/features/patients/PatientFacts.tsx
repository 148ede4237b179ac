import { useTranslation } from 'react-i18next'
import type { PatientRow } from '#contract/patients.ts'
import { ageOn, useFormat } from '#web/lib/format.ts'

type Facts = Pick<PatientRow, 'sex' | 'bornOn'>

/** "34 · Female", as far as it is known. */
export function AgeAndSex({ sex, bornOn }: Facts) {
  const { t } = useTranslation('patients')
  const today = useFormat().today()
  const words = [bornOn && t('years', { count: ageOn(bornOn, today) }), sex !== 'unknown' && t(`sex.${sex}`)]
  return <>{words.filter(Boolean).join(' · ') || '–'}</>
}

export function Phone({ phone }: { phone: string | null }) {
  return phone ? <bdi className="ltr">{phone}</bdi> : <>–</>
}

import { useTranslation } from 'react-i18next'
import type { PatientRow } from '#contract/patients.ts'
import { useAge } from '#web/shared/age.ts'

type Facts = Pick<PatientRow, 'sex' | 'bornOn'>

/** "34 · Female", as far as it is known. */
export function AgeAndSex({ sex, bornOn }: Facts) {
  const { t } = useTranslation('patients')
  const age = useAge()
  const words = [bornOn && age(bornOn), sex !== 'unknown' && t(`sex.${sex}`)]
  return <>{words.filter(Boolean).join(' · ') || '–'}</>
}

export function Phone({ phone }: { phone: string | null }) {
  return phone ? <bdi className="ltr">{phone}</bdi> : <>–</>
}

import { useTranslation } from 'react-i18next'
import { type Encounter, getPrescriptionPdf } from '#contract/encounters.ts'
import type { PrintLanguage } from '#contract/languages.ts'
import { requestFor } from '../../lib/api.ts'
import { PrintButton, usePrint } from '../../shared/PrintButton.tsx'
import { Keys } from '../../ui/KeyHints.tsx'
import { useKeys } from '../../ui/keys.ts'

/** The prescription as PDF. Ctrl+P, because P alone is the box of presets while a visit is written. */
export function PrintPrescription({ clinicId, encounter }: { clinicId: string; encounter: Encounter }) {
  const { t } = useTranslation('clinical')
  const path = (language: PrintLanguage) =>
    requestFor(getPrescriptionPdf, { clinicId, encounterId: encounter.id, language }).url
  const print = usePrint(path)
  const isEmpty = encounter.prescription.length === 0 && !encounter.advice && !encounter.followUpOn
  useKeys(t('visit'), isEmpty ? [] : [{ keys: 'mod+p', label: t('print.do'), run: () => print() }])
  if (isEmpty) return null
  return <PrintButton label={t('print.do')} path={path} hint={<Keys keys="mod+p" />} />
}

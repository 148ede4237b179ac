import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormatSettings } from '../lib/format.ts'
import { languageOf } from '../lib/i18n.ts'

/** The reader's language with the place's zone and currency. */
export function useFormatSettings({ timeZone, currency }: { timeZone: string; currency: string }): FormatSettings {
  const { locale } = languageOf(useTranslation().i18n.language)
  return useMemo(() => ({ locale, timeZone, currency }), [locale, timeZone, currency])
}

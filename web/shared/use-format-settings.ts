import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type FormatSettings, todayIn } from '../lib/format.ts'
import { languageOf } from '../lib/i18n.ts'

const lookMs = 30_000

/** The reader's language with the place's zone and currency. When the place's day turns, everything is shown anew. */
export function useFormatSettings({ timeZone, currency }: { timeZone: string; currency: string }): FormatSettings {
  const { locale } = languageOf(useTranslation().i18n.language)
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), lookMs)
    return () => clearInterval(timer)
  }, [])
  const day = todayIn(timeZone, new Date(now))
  return useMemo(() => ({ locale, timeZone, currency, day }), [locale, timeZone, currency, day])
}

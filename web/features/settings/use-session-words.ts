import { useTranslation } from 'react-i18next'
import { clockText } from '../../lib/clock.ts'
import { useFormat } from '../../lib/format.ts'
import type { SessionValues } from './session-values.ts'
import { weekdayName } from './week.ts'

/** `Monday, 09:00 – 13:00, from 1 Dec 2026`. */
export function useSessionWords() {
  const { t } = useTranslation('settings')
  const { locale, date } = useFormat()
  return ({ weekday, startsMinute, endsMinute, validFrom, validTo }: SessionValues) =>
    [
      weekdayName(weekday, locale),
      `${clockText(startsMinute)} – ${clockText(endsMinute)}`,
      validFrom && t('doctors.from', { day: date(validFrom) }),
      validTo && t('doctors.until', { day: date(validTo) }),
    ]
      .filter(Boolean)
      .join(', ')
}

import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/lib/format.ts'
import { dayOf } from './time.ts'

/** An instant as a desk says it: the time of today, else with its day. */
export function useWhen(): (startsAt: string) => string {
  const { t } = useTranslation('appointments')
  const { date, time, timeZone, today } = useFormat()
  return (startsAt) =>
    dayOf(startsAt, timeZone) === today()
      ? time(startsAt)
      : [date(startsAt, 'weekday'), time(startsAt)].join(t('calendar.comma'))
}

import { useTranslation } from 'react-i18next'
import type { TransferPreview } from '#contract/transfers.ts'
import { clockText } from '../../lib/clock.ts'
import { useFormat } from '../../lib/format.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import classes from './People.module.css'

/** Weekly sessions, and which of them cannot go along, with the reason. */
export function SessionsThatMove({ sessions }: { sessions: TransferPreview['sessions'] }) {
  const { t } = useTranslation('people')
  const { locale } = useFormat()
  if (sessions.length === 0) return <p className={classes.hint}>{t('transfer.noSessions')}</p>
  // The first of January 2024 was a Monday.
  const weekday = (iso: number) =>
    new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, iso))
  return (
    <ul className={classes.rows}>
      {sessions.map(({ weekday: day, startsMinute, endsMinute, hindrance }) => (
        <li key={`${day} ${startsMinute}`}>
          <span style={{ minInlineSize: '7rem' }}>{weekday(day)}</span>
          <bdi className="ltr figures">
            {clockText(startsMinute)} – {clockText(endsMinute)}
          </bdi>
          <StatusBadge tone={hindrance ? 'warn' : 'good'} shape={hindrance ? 'alert' : 'check'} bare>
            {t(hindrance ? `transfer.${hindrance}` : 'transfer.goes')}
          </StatusBadge>
        </li>
      ))}
    </ul>
  )
}

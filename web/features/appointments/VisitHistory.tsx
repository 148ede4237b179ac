import { useTranslation } from 'react-i18next'
import type { VisitChange } from '#contract/appointments.ts'
import { useFormat } from '#web/lib/format.ts'
import classes from './VisitDrawer.module.css'

const known = [
  'booked',
  'confirmed',
  'arrived',
  'in_room',
  'done',
  'no_show',
  'cancelled',
  'moved',
  'timed',
  'undone',
] as const

/** What happened to the appointment, the newest first, with who did it. */
export function VisitHistory({ history }: { history: readonly VisitChange[] }) {
  const { t } = useTranslation('appointments')
  const { date } = useFormat()
  const words = (change: VisitChange) => {
    const name = known.find((one) => one === change.change)
    if (name === 'moved' && change.fromStartsAt) {
      return t('history.movedFrom', { when: date(change.fromStartsAt, 'dayTime'), doctor: change.fromDoctorName ?? '' })
    }
    return name ? t(`history.${name}`) : change.change
  }
  return (
    <section>
      <h2 className={classes.heading}>{t('history.title')}</h2>
      <ol className={classes.history}>
        {[...history].reverse().map((change) => (
          <li key={change.id}>
            <time dateTime={change.changedAt}>{date(change.changedAt, 'dayTime')}</time>
            <span>
              {words(change)}
              {change.reason && `: ${change.reason}`}
              {change.changedBy && <span className={classes.reason}> · {change.changedBy}</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

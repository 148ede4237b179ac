import { useTranslation } from 'react-i18next'
import type { VisitSheet } from '#contract/encounters.ts'
import { DateText } from '../../ui/DateText.tsx'
import classes from './Section.module.css'

/** Why the patient is here, as the desk wrote it. */
export function Reason({ sheet: { appointment } }: { sheet: VisitSheet }) {
  const { t } = useTranslation('clinical')
  const { startsAt, timed, serviceName, reason, token } = appointment
  return (
    <section className={classes.reason}>
      <h2 className={classes.heading}>{reason || serviceName || t('noReason')}</h2>
      <span className={classes.quiet}>
        {reason && serviceName && (
          <>
            <bdi>{serviceName}</bdi> ·{' '}
          </>
        )}
        <DateText value={startsAt} style={timed ? 'dayTime' : 'short'} />
        {token !== null && ` · ${t('token', { token })}`}
      </span>
    </section>
  )
}

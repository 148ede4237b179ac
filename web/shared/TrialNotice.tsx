import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../lib/format.ts'
import { routePaths } from '../lib/paths.ts'
import { isHeadOffice, useSession } from '../lib/session.ts'
import classes from './SupportNotice.module.css'

const warnedDays = 7

/**
 * Head office hears of a trial's end a week before; when it is over everybody does, because then nothing can be
 * changed, or soon will not.
 */
export function TrialNotice() {
  const { t } = useTranslation('shell')
  const { date, today } = useFormat()
  const session = useSession()
  const { trial } = session
  if (!trial) return null
  const atHead = isHeadOffice(session)
  const values = { day: date(trial.endsOn, 'day'), from: date(trial.readOnlyFrom, 'day') }
  const daysLeft = Math.round((Date.parse(trial.endsOn) - Date.parse(today())) / 86_400_000)
  const words = () => {
    if (Date.parse(trial.readOnlyFrom) <= Date.now()) return t('trial.over', values)
    if (daysLeft < 0) return t('trial.grace', values)
    return atHead && daysLeft <= warnedDays ? t('trial.ending', values) : null
  }
  const said = words()
  return (
    <div role="status">
      {said && (
        <div className={classes.notice}>
          <span className={classes.words}>
            {said} {atHead && <Link to={routePaths.organizationBilling}>{t('trial.look')}</Link>}
          </span>
        </div>
      )}
    </div>
  )
}

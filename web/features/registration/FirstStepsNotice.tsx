import { Link, useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { getFirstSteps } from '#contract/registration.ts'
import { routePaths } from '../../lib/paths.ts'
import { useCall } from '../../lib/query.ts'
import { useCan, useClinic } from '../../shared/place.ts'
import classes from './FirstStepsNotice.module.css'

/** Over a new branch's screens, for those who can do something about it, until nothing is missing. */
export function FirstStepsNotice() {
  const { t } = useTranslation('registration')
  const { id: clinicId } = useClinic()
  const { pathname } = useLocation()
  const may = useCan('clinic.update')
  const topics = ['clinic', 'doctor', 'schedule', 'appointment']
  const steps = useCall(getFirstSteps, may ? { clinicId } : null, { staleMs: 300_000, topics }).data
  if (!steps?.shown || pathname.endsWith('/first-steps')) return null
  const count = [steps.hours, steps.doctor, steps.booking].filter((done) => !done).length
  return (
    <div className={classes.notice}>
      {t('steps.notice', { count })}{' '}
      <Link to={routePaths.firstSteps} params={{ clinicId }} className={classes.link}>
        {t('steps.show')}
      </Link>
    </div>
  )
}

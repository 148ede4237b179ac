import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { routePaths } from '../../lib/paths.ts'
import classes from './People.module.css'

/** Everybody, and the report on their rights: one place in the bar, two pages. */
export function StaffTabs() {
  const { t } = useTranslation('people')
  return (
    <nav className={classes.tabs} aria-label={t('tabs.label')}>
      <Link to={routePaths.staff} activeOptions={{ exact: true, includeSearch: false }} className={classes.tab ?? ''}>
        {t('tabs.staff')}
      </Link>
      <Link to={routePaths.drift} activeOptions={{ includeSearch: false }} className={classes.tab ?? ''}>
        {t('tabs.drift')}
      </Link>
    </nav>
  )
}

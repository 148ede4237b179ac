import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { routePaths } from '../../lib/paths.ts'
import classes from './AccessTabs.module.css'

/** Rights, modules and the history of both: one place in the bar, three pages. */
export function AccessTabs() {
  const { t } = useTranslation('roles')
  return (
    <nav className={classes.tabs} aria-label={t('tabs.label')}>
      <Link to={routePaths.access} activeOptions={{ exact: true, includeSearch: false }} className={classes.tab}>
        {t('tabs.rights')}
      </Link>
      <Link to={routePaths.accessModules} activeOptions={{ includeSearch: false }} className={classes.tab}>
        {t('tabs.modules')}
      </Link>
      <Link to={routePaths.signInRules} className={classes.tab}>
        {t('tabs.signIn')}
      </Link>
      <Link to={routePaths.accessHistory} activeOptions={{ includeSearch: false }} className={classes.tab}>
        {t('tabs.history')}
      </Link>
    </nav>
  )
}

import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Drift } from '#contract/staff.ts'
import { useFormat } from '../../lib/format.ts'
import { routePaths } from '../../lib/paths.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import classes from './People.module.css'
import { useModuleName, useRoleName } from './use-role-name.ts'

/** What single branches allow or refuse otherwise than the network; ended where it was made, on the branch's rights. */
export function Deviations({ rows }: { rows: Drift['deviations'] }) {
  const { t } = useTranslation('people')
  const { t: tr } = useTranslation('roles')
  const roleName = useRoleName()
  const moduleName = useModuleName()
  const { date } = useFormat()
  return rows.map(({ branchId, branchName, role, permission, allowed, since }) => {
    const [module = '', action = ''] = permission.split('.')
    return (
      <li key={`${branchId} ${role} ${permission}`}>
        <span style={{ minInlineSize: '12rem' }}>
          <span className={classes.name}>{branchName}</span>
          <span className={classes.line}>{roleName(role)}</span>
        </span>
        <span>
          {moduleName(module)}: {tr(`action.${action}` as 'action.read')}
        </span>
        <StatusBadge tone={allowed ? 'warn' : 'info'} shape={allowed ? 'alert' : 'bar'} bare>
          {t(allowed ? 'drift.allowed' : 'drift.refused')}
        </StatusBadge>
        <span className={classes.soft}>{t('drift.since', { day: date(since, 'day') })}</span>
        <Link
          to={routePaths.access}
          search={{ branch: branchId } as never}
          className={`${classes.end} ${classes.link}`}
        >
          {t('drift.asNetwork')}
        </Link>
      </li>
    )
  })
}

import { Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import classes from './NavLinks.module.css'
import type { NavItem } from './nav.ts'

interface NavLinksProps {
  items: readonly NavItem[]
  clinicId: string | undefined
}

export function NavLinks({ items, clinicId }: NavLinksProps) {
  const { t } = useTranslation('shell')
  return (
    <ul className={classes.list}>
      {items.map(({ to, label, icon: Icon }) => (
        <li key={to}>
          <Tooltip label={t(label)} position="right" className={classes.tip}>
            <Link
              to={to as string}
              params={{ clinicId } as never}
              className={classes.link}
              activeOptions={{ exact: to === '/network' }}
              activeProps={{ 'aria-current': 'page' }}
            >
              <Icon size={19} stroke={1.6} aria-hidden />
              <span className={classes.label}>{t(label)}</span>
            </Link>
          </Tooltip>
        </li>
      ))}
    </ul>
  )
}

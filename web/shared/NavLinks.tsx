import { Tooltip } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { NavCount } from './NavCount.tsx'
import classes from './NavLinks.module.css'
import type { NavItem } from './nav.ts'
import { countWords, useNavCounts } from './use-nav-counts.ts'

interface NavLinksProps {
  items: readonly NavItem[]
  clinicId: string | undefined
  narrow: boolean
}

export function NavLinks({ items, clinicId, narrow }: NavLinksProps) {
  const { t } = useTranslation('shell')
  const counts = useNavCounts()
  // The tip repeats the label: wanted only where the label is not shown.
  const iconsOnly = useMediaQuery('(max-width: 61.99em)') || narrow
  return (
    <ul className={classes.list}>
      {items.map(({ to, label, icon: Icon }) => (
        <li key={to}>
          <Tooltip label={t(label)} position="right" disabled={!iconsOnly}>
            <Link
              to={to as string}
              params={{ clinicId } as never}
              className={classes.link}
              aria-description={counts[to] ? t(countWords[to]!, { count: counts[to] }) : undefined}
              activeOptions={{ exact: to === '/network', includeSearch: false }}
              activeProps={{ 'aria-current': 'page' }}
            >
              <Icon size={19} stroke={1.6} aria-hidden />
              <span className={classes.label}>{t(label)}</span>
              <NavCount count={counts[to]} corner={iconsOnly ?? false} />
            </Link>
          </Tooltip>
        </li>
      ))}
    </ul>
  )
}

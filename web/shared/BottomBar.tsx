import { Menu, UnstyledButton } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import classes from './BottomBar.module.css'
import { NavCount } from './NavCount.tsx'
import { clinicNav, type NavItem, networkNav } from './nav.ts'
import { useOpenable, usePlace } from './place.ts'
import { countWords, useNavCounts } from './use-nav-counts.ts'

const places = 5

/** The phone's bar: five icons at most, within the thumb's reach; the rest under "More". */
export function BottomBar() {
  const { t } = useTranslation('shell')
  const { clinic } = usePlace()
  const counts = useNavCounts()
  const items = useOpenable(clinic ? clinicNav : networkNav)
  const shown = items.length > places ? items.slice(0, places - 1) : items
  const rest = items.slice(shown.length)
  const linkTo = ({ to }: NavItem) => ({ to: to as string, params: { clinicId: clinic?.id } as never })

  return (
    <nav className={classes.bar} aria-label={t('nav.label')}>
      {shown.map((item) => (
        <Link
          key={item.to}
          {...linkTo(item)}
          className={classes.link}
          aria-description={counts[item.to] ? t(countWords[item.to]!, { count: counts[item.to] }) : undefined}
          activeOptions={{ exact: item.to === '/network' }}
          activeProps={{ 'aria-current': 'page' }}
        >
          <item.icon size={22} stroke={1.6} aria-hidden />
          <span className={classes.label}>{t(item.label)}</span>
          <NavCount count={counts[item.to]} corner />
        </Link>
      ))}
      {rest.length > 0 && (
        <Menu position="top-end">
          <Menu.Target>
            <UnstyledButton className={classes.link}>
              <IconDots size={22} stroke={1.6} aria-hidden />
              <span className={classes.label}>{t('nav.more')}</span>
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map((item) => (
              <Menu.Item
                key={item.to}
                component={Link}
                {...(linkTo(item) as object)}
                leftSection={<item.icon size={18} stroke={1.6} />}
              >
                {t(item.label)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </nav>
  )
}

import { Button, Popover } from '@mantine/core'
import { Link, Outlet } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormatContext } from '../../lib/format.ts'
import { routePaths } from '../../lib/paths.ts'
import { signOut, useSession } from '../../lib/session.ts'
import { OtherOrganizations } from '../../shared/AccountMenu.tsx'
import { BrandMark } from '../../shared/BrandMark.tsx'
import { BrandTheme } from '../../shared/BrandTheme.tsx'
import { useFormatSettings } from '../../shared/use-format-settings.ts'
import classes from './PlatformLayout.module.css'

const here = { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, currency: 'USD' }

/** Around the operator's screens. No branch, no patients, no Ctrl+K: another house than the clinics'. */
export function PlatformLayout() {
  const { t } = useTranslation('platform')
  const { user, platform, otherOrganizations } = useSession()
  return (
    <FormatContext value={useFormatSettings(here)}>
      <BrandTheme color={undefined}>
        <a href="#content" className={classes.skip}>
          {t('nav.organizations')}
        </a>
        <header className={classes.header}>
          <BrandMark name="Polyclinic" size={28} />
          <span className={classes.name}>{t('name')}</span>
          <nav aria-label={t('nav.label')} className={classes.nav}>
            <Link to={routePaths.platform} activeOptions={{ exact: true }} className={classes.link}>
              {t('nav.organizations')}
            </Link>
            <Link to={routePaths.platformElevations} className={classes.link}>
              {t('nav.elevations')}
            </Link>
            <Link to={routePaths.platformActs} className={classes.link}>
              {t('nav.acts')}
            </Link>
          </nav>
          <Link to={routePaths.platformAccount} className={classes.who} title={t('nav.account')}>
            {user.fullName}
            {platform && <span className={classes.role}>{t(`role.${platform}`)}</span>}
          </Link>
          {otherOrganizations.length > 0 && <Elsewhere />}
          <Button variant="default" size="xs" onClick={() => void signOut()}>
            {t('nav.signOut')}
          </Button>
        </header>
        <main id="content" tabIndex={-1} className={classes.sheet}>
          <Outlet />
        </main>
      </BrandTheme>
    </FormatContext>
  )
}

/** For an operator who works in an organization as well. */
function Elsewhere() {
  const { t } = useTranslation('platform')
  const [opened, setOpened] = useState(false)
  return (
    <Popover position="bottom-end" width={272} trapFocus returnFocus opened={opened} onChange={setOpened}>
      <Popover.Target>
        <Button variant="default" size="xs" onClick={() => setOpened(!opened)}>
          {t('nav.elsewhere')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('nav.elsewhere')}>
        <OtherOrganizations onGone={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

import { Link, Navigate, Outlet, useLocation, useMatchRoute } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { routePaths } from '../lib/paths.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { settingsNav } from './nav.ts'
import { useClinic, useOpenable } from './place.ts'
import classes from './SettingsLayout.module.css'

/** Settings: one page per noun, listed beside (on a phone above) the page. */
export function SettingsLayout() {
  const { t } = useTranslation('shell')
  const clinic = useClinic()
  const pages = useOpenable(settingsNav)
  const atIndex = useMatchRoute()({ to: routePaths.settings as string, params: { clinicId: clinic.id } as never })
  const list = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  // On a phone the list scrolls sideways: the page one is on stays in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is what changes the current page
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [pathname])
  const toPage = (to: string) => ({ to: to as string, params: { clinicId: clinic.id } as never })

  if (!pages[0]) return <EmptyState title={t('notFound.title')}>{t('notFound.body')}</EmptyState>
  if (atIndex) return <Navigate {...toPage(pages[0].to)} replace />
  return (
    <div className={classes.layout}>
      <nav ref={list} className={classes.list} aria-label={t('settings.label')}>
        <h2 className={classes.title}>{t('settings.title')}</h2>
        {pages.map(({ to, label }) => (
          <Link key={to} {...toPage(to)} className={classes.link} activeProps={{ 'aria-current': 'page' }}>
            {t(label)}
          </Link>
        ))}
      </nav>
      <div className={classes.page}>
        <Outlet />
      </div>
    </div>
  )
}

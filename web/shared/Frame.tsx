import { Outlet, useLocation, useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLive } from '../lib/live.ts'
import { organizationScope } from '../lib/query.ts'
import { KeyList } from '../ui/KeyList.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import { BottomBar } from './BottomBar.tsx'
import { ClinicSwitcher } from './ClinicSwitcher.tsx'
import { CommandsProvider } from './CommandsProvider.tsx'
import { CommandTrigger } from './CommandTrigger.tsx'
import { ConnectionBanner } from './ConnectionBanner.tsx'
import classes from './Frame.module.css'
import { FrameCommands } from './FrameCommands.tsx'
import { HqReturn } from './HqReturn.tsx'
import { LeftBar } from './LeftBar.tsx'
import { PreviewBar } from './PreviewBar.tsx'
import { usePlace } from './place.ts'
import { SupportNotice } from './SupportNotice.tsx'
import { TrialNotice } from './TrialNotice.tsx'
import { useNarrowBar } from './use-narrow-bar.ts'

/** Around every signed-in screen: bar, branch, Ctrl+K, account; on a phone the bar goes to the bottom. */
export function Frame() {
  const { t } = useTranslation('shell')
  const { clinic, session } = usePlace()
  const [keysShown, showKeys] = useState(false)
  const { narrow, toggle } = useNarrowBar()
  useLive(clinic?.id ?? organizationScope)
  useFocusOnNewPage()

  return (
    <CommandsProvider>
      <FrameCommands showKeys={() => showKeys(true)} toggleBar={toggle} />
      <a href="#content" className={classes.skip}>
        {t('skipToContent')}
      </a>
      <div className={classes.frame} data-narrow={narrow || undefined}>
        <LeftBar narrow={narrow} onToggle={toggle} />
        <div className={classes.main}>
          <header>
            <PreviewBar />
            {clinic && session.organizationWide && <HqReturn shape="strip" />}
            <div className={classes.header}>
              <ClinicSwitcher />
              <CommandTrigger />
              <AccountMenu onShowKeys={() => showKeys(true)} />
            </div>
          </header>
          <main id="content" tabIndex={-1} className={classes.sheet}>
            <ConnectionBanner />
            <SupportNotice />
            <TrialNotice />
            <Outlet />
          </main>
        </div>
        <BottomBar />
      </div>
      <KeyList opened={keysShown} onClose={() => showKeys(false)} />
    </CommandsProvider>
  )
}

/** A screen reader starts at the new page's content, not wherever the old link stood. */
function useFocusOnNewPage() {
  const { pathname } = useLocation()
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onResolved', ({ pathChanged, fromLocation }) => {
        if (pathChanged && fromLocation) document.getElementById('content')?.focus({ preventScroll: true })
      }),
    [router],
  )
  return pathname
}

import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { endSupportVisit, listSupportVisits } from '#contract/platform.ts'
import { routePaths } from '../../lib/paths.ts'
import { useAct, useCall } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { toast } from '../../ui/toasts.tsx'
import { SupportLooksDrawer } from './SupportLooksDrawer.tsx'
import classes from './SupportVisits.module.css'
import { VisitsTable } from './VisitsTable.tsx'

const route = getRouteApi('/signed-in/network/support')

/** For head office: when support was inside, whom it looked at, and the door to show it out by. */
export function SupportVisitsPage() {
  const { t } = useTranslation('platform')
  const { elevation } = useSession()
  const { visit } = route.useSearch()
  const navigate = useNavigate({ from: routePaths.networkSupport })
  const open = (id: string | undefined) => void navigate({ search: { visit: id }, replace: id === undefined })
  const call = useCall(listSupportVisits, {}, { topics: ['support'], every: 60_000 })
  const { error, mutate } = useAct(endSupportVisit, {
    invalidates: [listSupportVisits],
    onSuccess: () => toast.done(t('visits.ended')),
  })
  const mayEnd = useCallback(() => !elevation, [elevation])
  const onEnd = useCallback((elevationId: string) => mutate({ elevationId }), [mutate])
  return (
    <Page title={t('visits.title')}>
      <p className={classes.lead}>{t('visits.lead')}</p>
      <Refusal error={error ?? call.error} onRetry={() => void call.refetch()} />
      <VisitsTable
        label={t('visits.title')}
        call={call}
        mayEnd={mayEnd}
        onEnd={onEnd}
        onOpen={({ id }) => open(id)}
        selected={visit}
        empty={{ title: t('visits.none'), hint: t('visits.noneHint') }}
      />
      <SupportLooksDrawer visit={call.data?.find(({ id }) => id === visit)} onClose={() => open(undefined)} />
    </Page>
  )
}

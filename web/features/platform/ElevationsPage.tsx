import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { endElevation, listElevations } from '#contract/platform.ts'
import { useAct, useCall } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { VisitsTable } from './VisitsTable.tsx'

/** Who of the operator's people was inside which organization, as whom and why. */
export function ElevationsPage() {
  const { t } = useTranslation('platform')
  const call = useCall(listElevations, {}, { every: 30_000 })
  const { platform } = useSession()
  const end = useAct(endElevation, { invalidates: [listElevations] })
  const mayEnd = useCallback(({ mine }: { mine: boolean }) => mine || platform === 'super_admin', [platform])
  const { mutate } = end
  const onEnd = useCallback((elevationId: string) => mutate({ elevationId }), [mutate])
  return (
    <Page title={t('elevations.title')}>
      <Refusal error={end.error ?? call.error} onRetry={() => void call.refetch()} />
      <VisitsTable
        label={t('elevations.title')}
        call={call}
        withOrganization
        mayEnd={mayEnd}
        onEnd={onEnd}
        empty={{ title: t('elevations.none'), hint: t('elevations.noneHint') }}
      />
    </Page>
  )
}

import { Button } from '@mantine/core'
import { IconLifebuoy } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { endElevation, listElevations } from '#contract/platform.ts'
import { useAct, useCall } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { useElevationColumns } from './elevation-columns.tsx'

/** Who of the operator's people was inside which organization, as whom and why. */
export function ElevationsPage() {
  const { t } = useTranslation('platform')
  const call = useCall(listElevations, {}, { every: 30_000 })
  const { platform } = useSession()
  const end = useAct(endElevation, { invalidates: [listElevations] })
  const columns = useElevationColumns()
  const withEnd = useMemo(
    () => [
      ...columns,
      {
        id: 'end',
        header: '',
        cell: ({ id, live, mine }: { id: string; live: boolean; mine?: boolean }) =>
          live &&
          (mine || platform === 'super_admin') && (
            <Button size="compact-sm" variant="default" onClick={() => end.mutate({ elevationId: id })}>
              {t('visits.end')}
            </Button>
          ),
      },
    ],
    [columns, end.mutate, platform, t],
  )
  return (
    <Page title={t('elevations.title')}>
      <Refusal error={end.error ?? call.error} onRetry={() => void call.refetch()} />
      <DataTable
        label={t('elevations.title')}
        columns={withEnd}
        rows={call.data}
        rowKey={({ id }) => id}
        loading={call.isPending && !call.error}
        empty={
          call.error ? null : (
            <EmptyState icon={<IconLifebuoy size={22} stroke={1.6} />} title={t('elevations.none')}>
              {t('elevations.noneHint')}
            </EmptyState>
          )
        }
      />
    </Page>
  )
}

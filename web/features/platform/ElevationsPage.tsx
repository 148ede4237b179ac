import { IconLifebuoy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { listElevations } from '#contract/platform.ts'
import { useCall } from '../../lib/query.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { useElevationColumns } from './elevation-columns.tsx'

/** Who of the operator's people was inside which organization, as whom and why. */
export function ElevationsPage() {
  const { t } = useTranslation('platform')
  const call = useCall(listElevations, {}, { every: 30_000 })
  const columns = useElevationColumns()
  return (
    <Page title={t('elevations.title')}>
      <Refusal error={call.error} onRetry={() => void call.refetch()} />
      <DataTable
        label={t('elevations.title')}
        columns={columns}
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

import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type BranchRow, getOverview } from '#contract/network.ts'
import { paths, routePaths } from '../../lib/paths.ts'
import { useCall } from '../../lib/query.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FilterWord } from '../../ui/Filters.tsx'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { arrange } from './arrange.ts'

const route = getRouteApi('/signed-in/network/branches')

/** The branches as a list: where they are, whether they work, how much is booked today. */
export function BranchesPage() {
  const { t } = useTranslation('network')
  const { q } = route.useSearch()
  const navigate = useNavigate({ from: routePaths.branches })
  const call = useCall(getOverview, {})
  const columns = useMemo<Column<BranchRow>[]>(
    () => [
      { id: 'name', header: t('list.name'), cell: (row) => row.name, sortBy: (row) => row.name },
      {
        id: 'status',
        header: t('list.status'),
        cell: (row) => (
          <StatusBadge {...(row.status === 'active' ? active : inactive)} bare>
            {t(`list.${row.status}`)}
          </StatusBadge>
        ),
        sortBy: (row) => row.status,
      },
      { id: 'city', header: t('list.city'), cell: (row) => row.city, sortBy: (row) => row.city },
      { id: 'region', header: t('list.region'), cell: (row) => row.region, sortBy: (row) => row.region, wide: true },
      {
        id: 'phone',
        header: t('list.phone'),
        cell: (row) => row.phone && <bdi className="ltr">{row.phone}</bdi>,
        wide: true,
      },
      { id: 'today', header: t('list.today'), cell: (row) => row.booked, sortBy: (row) => row.booked, align: 'end' },
    ],
    [t],
  )
  const rows = call.data && arrange(call.data.branches, { q, sort: 'name' }).flatMap((group) => group.rows)

  return (
    <Page
      title={t('list.title')}
      aside={call.data && t('list.count', { count: call.data.branches.length })}
      toolbar={
        <FilterWord
          value={q}
          onChange={(word) => void navigate({ search: { q: word }, replace: true })}
          label={t('filter.search')}
          keysTitle={t('keys.title')}
          keyLabel={t('keys.search')}
        />
      }
    >
      <Refusal error={call.error} onRetry={() => void call.refetch()} />
      <DataTable
        label={t('list.title')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.clinicId}
        loading={call.isPending && !call.error}
        onOpen={(row) => void navigate(paths.day(row.clinicId))}
        isMuted={(row) => row.status === 'inactive'}
        empty={<EmptyState title={t(q ? 'none.title' : 'empty.title')}>{t(q ? 'none.body' : 'empty.body')}</EmptyState>}
      />
    </Page>
  )
}

const active = { tone: 'good', shape: 'dot' } as const
const inactive = { tone: 'plain', shape: 'bar' } as const

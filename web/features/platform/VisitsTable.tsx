import { Button } from '@mantine/core'
import { IconLifebuoy } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiError } from '../../lib/api-error.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useElevationColumns, type Visit } from './elevation-columns.tsx'

interface VisitsTableProps<Row extends Visit> {
  label: string
  call: Pick<UseQueryResult<Row[], ApiError>, 'data' | 'error' | 'isPending'>
  /** For the operator: of many organizations. */
  withOrganization?: boolean
  mayEnd: (row: Row) => boolean
  onEnd: (elevationId: string) => void
  onOpen?: (row: Row) => void
  selected?: string | undefined
  empty: { title: string; hint: string }
}

/** Visits of support, for the operator and for the organization alike; a live one can be ended from its row. */
export function VisitsTable<Row extends Visit>(props: VisitsTableProps<Row>) {
  const { label, call, withOrganization = false, mayEnd, onEnd, onOpen, selected, empty } = props
  const { t } = useTranslation('platform')
  const columns = useElevationColumns<Row>(withOrganization)
  const withEnd = useMemo(
    () => [
      ...columns,
      {
        id: 'end',
        header: '',
        cell: (row: Row) =>
          row.live &&
          mayEnd(row) && (
            <Button size="compact-sm" variant="default" onClick={() => onEnd(row.id)}>
              {t('visits.end')}
            </Button>
          ),
      },
    ],
    [columns, mayEnd, onEnd, t],
  )
  return (
    <DataTable
      label={label}
      columns={withEnd}
      rows={call.data}
      rowKey={({ id }) => id}
      loading={call.isPending && !call.error}
      {...(onOpen && { onOpen })}
      selected={selected}
      empty={
        call.error ? null : (
          <EmptyState icon={<IconLifebuoy size={22} stroke={1.6} />} title={empty.title}>
            {empty.hint}
          </EmptyState>
        )
      }
    />
  )
}

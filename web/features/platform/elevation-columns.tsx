import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Elevation } from '#contract/platform.ts'
import { useFormat } from '../../lib/format.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'

export type Visit = Elevation & { organizationName?: string }

/** The same columns for the operator (of which organization) and for the organization. */
export function useElevationColumns<Row extends Visit>(withOrganization: boolean): Column<Row>[] {
  const { t } = useTranslation('platform')
  const { date, time } = useFormat()
  return useMemo(() => {
    const organization: Column<Row> = {
      id: 'organization',
      header: t('elevations.columns.organization'),
      sortBy: (row) => row.organizationName ?? '',
      cell: (row) => <bdi>{row.organizationName}</bdi>,
    }
    return [
      ...(withOrganization ? [organization] : []),
      {
        id: 'operator',
        header: t('elevations.columns.operator'),
        sortBy: (row: Row) => row.operatorName,
        cell: (row: Row) => <bdi>{row.operatorName}</bdi>,
      },
      {
        id: 'as',
        header: t('elevations.columns.as'),
        cell: (row: Row) => (row.asName ? <bdi>{row.asName}</bdi> : t('elevations.self')),
      },
      {
        id: 'reason',
        header: t('elevations.columns.reason'),
        cell: (row: Row) => (
          <bdi
            style={{ display: 'inline-block', minInlineSize: '11rem', whiteSpace: 'normal', overflowWrap: 'anywhere' }}
          >
            {row.reason}
          </bdi>
        ),
      },
      {
        id: 'started',
        wide: true,
        header: t('elevations.columns.started'),
        sortBy: (row: Row) => row.startedAt,
        cell: (row: Row) => date(row.startedAt, 'dayTime'),
      },
      {
        id: 'ended',
        header: t('elevations.columns.ended'),
        cell: (row: Row) =>
          row.live ? (
            <StatusBadge tone="warn" shape="dot">
              {t('elevations.until', { time: time(row.endsAt) })}
            </StatusBadge>
          ) : (
            date(row.endedAt ?? row.endsAt, 'dayTime')
          ),
      },
    ]
  }, [t, date, time, withOrganization])
}

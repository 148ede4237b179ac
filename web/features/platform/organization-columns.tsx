import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlatformOrganization } from '#contract/platform.ts'
import { useFormat } from '../../lib/format.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'

type Row = PlatformOrganization

export function useOrganizationColumns(): Column<Row>[] {
  const { t } = useTranslation('platform')
  const { date, today } = useFormat()
  return useMemo(() => {
    const limited = (count: number, limit: number | null) =>
      limit === null ? count : t('organizations.of', { count, limit })
    const planOf = ({ plan, trialEndsOn, readOnlyFrom }: Row) => {
      if (plan !== 'trial' || !trialEndsOn) return t(`plan.${plan}`)
      if (readOnlyFrom && Date.parse(readOnlyFrom) <= Date.now())
        return t('organizations.readOnlySince', { day: date(readOnlyFrom) })
      const words = trialEndsOn < today() ? 'organizations.trialOver' : 'organizations.trialUntil'
      return t(words, { day: date(trialEndsOn) })
    }
    return [
      {
        id: 'name',
        header: t('organizations.columns.name'),
        sortBy: (row) => row.name,
        cell: (row) => (
          <>
            <bdi style={{ fontWeight: 550 }}>{row.name}</bdi>{' '}
            {row.isSample && (
              <StatusBadge tone="plain" shape="dashed">
                {t('organizations.sample')}
              </StatusBadge>
            )}
          </>
        ),
      },
      {
        id: 'status',
        header: t('organizations.columns.status'),
        sortBy: (row) => row.status,
        cell: (row) => (
          <StatusBadge
            {...(row.status === 'active'
              ? ({ tone: 'good', shape: 'dot' } as const)
              : ({ tone: 'bad', shape: 'bar' } as const))}
            bare
          >
            {t(`organizations.${row.status}`)}
          </StatusBadge>
        ),
      },
      { id: 'plan', header: t('organizations.columns.plan'), sortBy: (row) => row.plan, cell: planOf },
      {
        id: 'clinics',
        header: t('organizations.columns.clinics'),
        align: 'end',
        sortBy: (row) => row.clinics,
        cell: (row) => limited(row.clinics, row.clinicLimit),
      },
      {
        id: 'staff',
        header: t('organizations.columns.staff'),
        align: 'end',
        wide: true,
        sortBy: (row) => row.staff,
        cell: (row) => limited(row.staff, row.seatLimit),
      },
      {
        id: 'lastActive',
        header: t('organizations.columns.lastActive'),
        wide: true,
        sortBy: (row) => row.lastActiveAt ?? '',
        cell: (row) => (row.lastActiveAt ? date(row.lastActiveAt, 'dayTime') : t('organizations.never')),
      },
      {
        id: 'since',
        header: t('organizations.columns.since'),
        wide: true,
        sortBy: (row) => row.createdAt,
        cell: (row) => date(row.createdAt),
      },
    ]
  }, [t, date, today])
}

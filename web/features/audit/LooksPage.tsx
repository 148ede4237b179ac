import { Select } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { listAuditPeople, listPatientLooks, type PatientLook } from '#contract/audit.ts'
import type { Role } from '#contract/permissions.ts'
import { routePaths } from '#web/lib/paths.ts'
import { useCall } from '#web/lib/query.ts'
import { OlderPages } from '#web/shared/OlderPages.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { DateText } from '#web/ui/DateText.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Refusal } from '#web/ui/Refusal.tsx'
import classes from './Audit.module.css'
import type { LooksSearch } from './audit-search.ts'
import { PeriodField } from './PeriodField.tsx'
import { Person } from './Person.tsx'

const route = getRouteApi('/signed-in/clinics/$clinicId/patients/$patientId/looks')

/** Who looked at this patient, and at what: for who administers the branch. */
export function LooksPage() {
  const { t } = useTranslation('audit')
  const { clinicId, patientId } = route.useParams()
  const search = route.useSearch()
  const navigate = useNavigate({ from: routePaths.patientLooks })
  const go = (change: Partial<LooksSearch>) => void navigate({ search: (before) => ({ ...before, ...change }) })
  const { who, ...rest } = search
  const page = useCall(
    listPatientLooks,
    { clinicId, patientId, ...(who && { userId: who }), ...rest },
    { topics: ['patient'], keep: true },
  )
  const people = useCall(listAuditPeople, {}, { staleMs: 300_000 }).data?.people ?? []
  const columns = useColumns()
  const filtered = Boolean(who || search.from || search.to)
  return (
    <section aria-label={t('looks.title')}>
      <p className={classes.intro}>
        {t('looks.intro')}{' '}
        <Link to={routePaths.settingsAudit} params={{ clinicId }} search={{ patient: patientId }}>
          {t('looks.changes')}
        </Link>
      </p>
      <div className={classes.filters}>
        <Select
          size="xs"
          className={classes.person}
          data={people.map(({ userId, fullName }) => ({ value: userId, label: fullName }))}
          value={who ?? null}
          onChange={(chosen) => go({ who: chosen ?? undefined, before: undefined })}
          placeholder={t('filter.anybody')}
          aria-label={t('filter.person')}
          searchable
          clearable
          limit={100}
        />
        <PeriodField from={search.from} to={search.to} onChange={(period) => go({ ...period, before: undefined })} />
      </div>
      <Refusal error={page.error} onRetry={() => void page.refetch()} />
      {!page.error && (
        <DataTable
          label={t('looks.title')}
          columns={columns}
          rows={page.data?.looks}
          rowKey={({ at, userId, operatorName }) => `${at} ${userId} ${operatorName ?? ''}`}
          loading={page.isPending}
          empty={
            <EmptyState icon={<IconEye size={22} stroke={1.6} />} title={t(filtered ? 'none.title' : 'looks.empty')}>
              {t(filtered ? 'none.body' : 'looks.emptyBody')}
            </EmptyState>
          }
        />
      )}
      <OlderPages before={search.before} next={page.data?.next} onGo={(before) => go({ before })} />
    </section>
  )
}

function useColumns(): Column<PatientLook>[] {
  const { t } = useTranslation('audit')
  const { t: roleWords } = useTranslation('roles')
  return useMemo(
    () => [
      { id: 'at', header: t('column.at'), cell: ({ at }) => <DateText value={at} style="dayTime" />, width: '8.5rem' },
      {
        id: 'who',
        header: t('column.who'),
        cell: ({ userName, operatorName, elevationId }) => (
          <Person name={userName || null} operatorName={operatorName} elevated={elevationId !== null} />
        ),
      },
      {
        id: 'role',
        header: t('column.role'),
        wide: true,
        cell: ({ roles }) => roles.map((role) => roleWords(`role.${role as Role}`)).join(' · ') || '–',
      },
      {
        id: 'what',
        header: t('column.looked'),
        cell: ({ kinds }) => <div className={classes.act}>{kinds.map((kind) => t(`look.${kind}`)).join(' · ')}</div>,
      },
    ],
    [t, roleWords],
  )
}

import { Button } from '@mantine/core'
import { IconUserPlus, IconUsersGroup } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffRow } from '#contract/people.ts'
import { listStaff } from '#contract/staff.ts'
import { useCall } from '../../lib/query.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { DateText } from '../../ui/DateText.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Keys } from '../../ui/KeyHints.tsx'
import { useKeys } from '../../ui/keys.ts'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { AddPersonDrawer } from './AddPersonDrawer.tsx'
import classes from './People.module.css'
import { PersonName, Reach } from './PersonName.tsx'
import type { StaffSearch } from './people-search.ts'
import { StaffDrawer } from './StaffDrawer.tsx'
import { StaffFilters } from './StaffFilters.tsx'
import { StaffTabs } from './StaffTabs.tsx'
import { stateLooks } from './states.ts'
import { useOpened } from './use-opened.ts'
import { useRoleNames } from './use-role-name.ts'

const route = getRouteApi('/signed-in/network/staff')

/** Everybody who works for the organization, in which branches and as what. */
export function StaffPage() {
  const { t } = useTranslation('people')
  const search = route.useSearch()
  const navigate = useNavigate()
  const { q, state, branch, role, city, page = 1, person } = search
  const answer = useCall(listStaff, { q, state, branchId: branch, role, city, page }, { keep: true })
  const columns = useColumns()
  const show = useCallback(
    (place: Partial<StaffSearch>) => {
      const leaf = 'person' in place || 'page' in place ? {} : { page: undefined }
      void navigate({
        to: '.',
        search: ((before: object) => ({ ...before, ...leaf, ...place })) as never,
        replace: 'q' in place,
      })
    },
    [navigate],
  )
  useKeys(t('staffTitle'), [{ keys: 'n', label: t('add'), run: () => show({ person: 'new' }) }])

  const { staff, total = 0, pageSize = 50 } = answer.data ?? {}
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const shown = staff?.find(({ id }) => id === person)
  // A link to somebody who stands on another page.
  const alone = useCall(listStaff, person && person !== 'new' && staff && !shown ? { personId: person } : null)
  const opened = useOpened(shown ? staff : alone.data?.staff, person)
  const add = (
    <Button
      leftSection={<IconUserPlus size={16} stroke={1.7} aria-hidden />}
      rightSection={<Keys keys="n" />}
      onClick={() => show({ person: 'new' })}
    >
      {t('add')}
    </Button>
  )

  return (
    <Page
      title={t('staffTitle')}
      aside={answer.data && t('count', { count: total })}
      action={add}
      toolbar={<StaffFilters search={search} onChange={show} />}
    >
      <StaffTabs />
      <Refusal error={answer.error} onRetry={() => void answer.refetch()} />
      <DataTable
        label={t('staffTitle')}
        columns={columns}
        rows={staff}
        rowKey={({ id }) => id}
        loading={answer.isPending && !answer.error}
        onOpen={({ id }) => show({ person: id })}
        selected={person}
        isMuted={(row) => row.state === 'disabled' || row.places === null}
        empty={
          <EmptyState icon={<IconUsersGroup size={22} stroke={1.6} />} title={t('none')}>
            {t('noneHint')}
          </EmptyState>
        }
      />
      {pages > 1 && <Pages page={page} pages={pages} onPage={(next) => show({ page: next > 1 ? next : undefined })} />}
      {person === 'new' && <AddPersonDrawer branch={null} onClose={() => show({ person: undefined })} />}
      {opened && <StaffDrawer key={opened.id} person={opened} onClose={() => show({ person: undefined })} />}
    </Page>
  )
}

function Pages({ page, pages, onPage }: { page: number; pages: number; onPage: (page: number) => void }) {
  const { t } = useTranslation('people')
  return (
    <nav className={classes.pages} aria-label={t('staffTitle')}>
      <Button size="xs" variant="default" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        {t('staff.before')}
      </Button>
      <span className="figures">{t('staff.page', { page, pages })}</span>
      <Button size="xs" variant="default" disabled={page >= pages} onClick={() => onPage(page + 1)}>
        {t('staff.next')}
      </Button>
    </nav>
  )
}

function useColumns(): Column<StaffRow>[] {
  const { t } = useTranslation('people')
  const roleNames = useRoleNames()
  return useMemo(
    () => [
      { id: 'name', header: t('column.name'), cell: (row) => <PersonName person={row} clinicId={null} /> },
      {
        id: 'places',
        header: t('column.places'),
        cell: (row) => (
          <span className={classes.places}>
            {row.places.map(({ branchId, branchName, roles }) => (
              <span key={branchId ?? ''}>
                {branchName ?? t('everywhere')}
                {roles.length > 0 && <span className={classes.soft}> · {roleNames(roles)}</span>}
              </span>
            ))}
          </span>
        ),
      },
      {
        id: 'state',
        header: t('column.state'),
        cell: (row) => (
          <StatusBadge {...stateLooks[row.state]} bare>
            {t(`stateName.${row.state}`)}
          </StatusBadge>
        ),
      },
      { id: 'reach', header: t('column.reach'), wide: true, cell: (row) => <Reach {...row} /> },
      {
        id: 'lastSignIn',
        header: t('column.lastSignIn'),
        wide: true,
        cell: (row) => (row.lastSignInAt ? <DateText value={row.lastSignInAt} style="dayTime" /> : t('staff.never')),
      },
    ],
    [t, roleNames],
  )
}

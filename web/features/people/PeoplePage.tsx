import { Button, Switch } from '@mantine/core'
import { IconUserPlus, IconUsersGroup } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { listPeople, type PersonRow, setVisitingMail } from '#contract/people.ts'
import { useAct, useCall } from '../../lib/query.ts'
import { Allowed } from '../../shared/Allowed.tsx'
import { useCan } from '../../shared/place.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Keys } from '../../ui/KeyHints.tsx'
import { useKeys } from '../../ui/keys.ts'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { toast } from '../../ui/toasts.tsx'
import { AddPersonDrawer } from './AddPersonDrawer.tsx'
import { PeopleFilters } from './PeopleFilters.tsx'
import { PersonDrawer } from './PersonDrawer.tsx'
import { PersonName, Reach } from './PersonName.tsx'
import { stateLooks } from './states.ts'
import { useOpened } from './use-opened.ts'
import { useRoleNames } from './use-role-name.ts'

const route = getRouteApi('/signed-in/clinics/$clinicId/settings/people')

/** The people of one branch: who they are, what they may do, whether they have signed in yet. */
export function PeoplePage() {
  return (
    <Allowed needs="people.read">
      <People />
    </Allowed>
  )
}

function People() {
  const { t } = useTranslation('people')
  const { clinicId } = route.useParams()
  const { q, state, person } = route.useSearch()
  const navigate = useNavigate()
  const mayAdd = useCan('people.create')
  const mayChange = useCan('people.update')
  const answer = useCall(listPeople, { clinicId }, { topics: ['person', 'invitation', 'clinic'] })
  const visiting = useAct(setVisitingMail, { onError: (error) => toast.refused(error) })
  const columns = useColumns(clinicId)
  const show = useCallback(
    (place: object) =>
      void navigate({
        to: '.',
        search: ((before: object) => ({ ...before, ...place })) as never,
        replace: 'q' in place,
      }),
    [navigate],
  )
  useKeys(t('title'), mayAdd ? [{ keys: 'n', label: t('add'), run: () => show({ person: 'new' }) }] : [])

  const all = answer.data?.people
  const rows = useMemo(() => all?.filter((row) => matches(row, q, state)), [all, q, state])
  const chosen = useOpened(all, person)
  const add = mayAdd && (
    <Button
      leftSection={<IconUserPlus size={16} stroke={1.7} aria-hidden />}
      rightSection={<Keys keys="n" />}
      onClick={() => show({ person: 'new' })}
    >
      {t('add')}
    </Button>
  )
  const filtered = q !== undefined || state !== undefined

  return (
    <Page
      title={t('title')}
      aside={all && t('count', { count: all.length })}
      action={add}
      toolbar={<PeopleFilters q={q} state={state} onChange={show} />}
    >
      <Refusal error={answer.error} onRetry={() => void answer.refetch()} />
      <DataTable
        label={t('title')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        loading={answer.isPending && !answer.error}
        onOpen={({ id }) => show({ person: id })}
        selected={person}
        isMuted={(row) => row.state === 'disabled'}
        empty={
          <EmptyState
            icon={<IconUsersGroup size={22} stroke={1.6} />}
            title={t(filtered ? 'none' : 'empty')}
            action={!filtered && add}
          >
            {t(filtered ? 'noneHint' : 'emptyHint')}
          </EmptyState>
        }
      />
      {answer.data && (
        <Switch
          mt="md"
          label={t('visitingMail')}
          checked={visiting.isPending ? visiting.variables.on : answer.data.mailsVisitingDoctors}
          disabled={!mayChange}
          onChange={({ currentTarget }) => visiting.mutate({ clinicId, on: currentTarget.checked })}
        />
      )}
      {person === 'new' && mayAdd && (
        <AddPersonDrawer branch={{ clinicId }} onClose={() => show({ person: undefined })} />
      )}
      {chosen && <PersonDrawer key={chosen.id} person={chosen} onClose={() => show({ person: undefined })} />}
    </Page>
  )
}

function matches(row: PersonRow, q: string | undefined, state: string | undefined): boolean {
  const text = `${row.fullName} ${row.email ?? ''} ${row.login ?? ''} ${row.phone ?? ''}`.toLowerCase()
  return (!q || text.includes(q.toLowerCase())) && (!state || row.state === state)
}

function useColumns(clinicId: string): Column<PersonRow>[] {
  const { t } = useTranslation('people')
  const roleNames = useRoleNames()
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('column.name'),
        sortBy: (row) => row.fullName,
        cell: (row) => <PersonName person={row} clinicId={clinicId} />,
      },
      {
        id: 'roles',
        header: t('column.roles'),
        sortBy: (row) => row.roles[0],
        cell: (row) => (row.roles.length > 0 ? roleNames(row.roles) : '–'),
      },
      {
        id: 'state',
        header: t('column.state'),
        sortBy: (row) => row.state,
        cell: (row) => (
          <StatusBadge {...stateLooks[row.state]} bare>
            {t(`stateName.${row.state}`)}
          </StatusBadge>
        ),
      },
      { id: 'reach', header: t('column.reach'), wide: true, cell: (row) => <Reach {...row} /> },
    ],
    [t, roleNames, clinicId],
  )
}

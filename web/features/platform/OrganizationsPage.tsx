import { Button, Checkbox, TextInput } from '@mantine/core'
import { IconBuildingHospital, IconPlus, IconSearch, IconShieldOff } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listOrganizations } from '#contract/platform.ts'
import { useCall } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { MakeOrganizationDrawer } from './MakeOrganizationDrawer.tsx'
import { OrganizationDrawer } from './OrganizationDrawer.tsx'
import { useOrganizationColumns } from './organization-columns.tsx'
import type { OrganizationsSearch } from './platform-search.ts'
import { SecondStepDrawer } from './SecondStepDrawer.tsx'

const route = getRouteApi('/operator/platform')

/** Every organization with its plan and how much of it is used. Nothing of what is inside. */
export function OrganizationsPage() {
  const { t } = useTranslation('platform')
  const { q, suspended, open } = route.useSearch()
  const { platform } = useSession()
  const navigate = useNavigate()
  const show = (search: OrganizationsSearch, replace = false) =>
    void navigate({ to: '.', search: ((before: object) => ({ ...before, ...search })) as never, replace })
  const status = suspended ? ('suspended' as const) : undefined
  const call = useCall(listOrganizations, { q: q ?? '', status }, { keep: true, every: 60_000 })
  const columns = useOrganizationColumns()
  const rows = call.data
  const chosen = rows?.find(({ id }) => id === open)
  const chief = platform === 'super_admin'
  const make = chief && (
    <Button leftSection={<IconPlus size={16} stroke={1.7} aria-hidden />} onClick={() => show({ open: 'new' })}>
      {t('organizations.make')}
    </Button>
  )

  return (
    <Page
      title={t('organizations.title')}
      aside={rows && t('organizations.count', { count: rows.length })}
      action={make}
      toolbar={
        <>
          <TextInput
            size="xs"
            value={q ?? ''}
            placeholder={t('organizations.search')}
            aria-label={t('organizations.search')}
            leftSection={<IconSearch size={15} stroke={1.7} />}
            onChange={(event) => show({ q: event.currentTarget.value || undefined }, true)}
          />
          <Checkbox
            label={t('organizations.onlySuspended')}
            checked={suspended === true}
            onChange={(event) => show({ suspended: event.currentTarget.checked || undefined })}
          />
          {chief && (
            <Button
              variant="default"
              size="xs"
              leftSection={<IconShieldOff size={15} stroke={1.7} aria-hidden />}
              onClick={() => show({ open: 'second-step' })}
            >
              {t('secondStep.open')}
            </Button>
          )}
        </>
      }
    >
      <Refusal error={call.error} onRetry={() => void call.refetch()} />
      <DataTable
        label={t('organizations.title')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        loading={call.isPending && !call.error}
        onOpen={({ id }) => show({ open: id })}
        selected={open}
        isMuted={(row) => row.status === 'suspended'}
        empty={
          call.error ? null : (
            <EmptyState
              icon={<IconBuildingHospital size={22} stroke={1.6} />}
              title={t(q || suspended ? 'organizations.noMatch' : 'organizations.none')}
              action={!q && !suspended && make}
            >
              {t(q || suspended ? 'organizations.noMatchHint' : 'organizations.noneHint')}
            </EmptyState>
          )
        }
      />
      {open === 'new' && chief && <MakeOrganizationDrawer onClose={() => show({ open: undefined })} />}
      {open === 'second-step' && chief && <SecondStepDrawer onClose={() => show({ open: undefined })} />}
      {chosen && <OrganizationDrawer key={chosen.id} organization={chosen} onClose={() => show({ open: undefined })} />}
    </Page>
  )
}

import { Button, Checkbox } from '@mantine/core'
import { IconPlus, IconTags } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { listServices, type Service } from '#contract/services.ts'
import { useFormat } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { Allowed } from '../../shared/Allowed.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Keys } from '../../ui/KeyHints.tsx'
import { useKeys } from '../../ui/keys.ts'
import { Money } from '../../ui/Money.tsx'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { ServiceDrawer } from './ServiceDrawer.tsx'

const route = getRouteApi('/signed-in/clinics/$clinicId/settings/services')

/** What the branch does, how long it takes, what it costs. */
export function ServicesPage() {
  return (
    <Allowed needs="services.update">
      <Services />
    </Allowed>
  )
}

function Services() {
  const { t } = useTranslation('settings')
  const { clinicId } = route.useParams()
  const { service, withdrawn } = route.useSearch()
  const navigate = useNavigate()
  const answer = useCall(listServices, { clinicId, inactive: 'true' }, { topics: ['service'] })
  const columns = useColumns()
  const show = (search: { service?: string | undefined; withdrawn?: true | undefined }) =>
    void navigate({ to: '.', search: ((before: object) => ({ ...before, ...search })) as never })
  useKeys(t('services.title'), [{ keys: 'n', label: t('services.add'), run: () => show({ service: 'new' }) }])

  const all = answer.data
  const rows = useMemo(() => all?.filter(({ active }) => active || withdrawn), [all, withdrawn])
  const chosen = all?.find(({ id }) => id === service)
  const add = (
    <Button
      leftSection={<IconPlus size={16} stroke={1.7} aria-hidden />}
      rightSection={<Keys keys="n" />}
      onClick={() => show({ service: 'new' })}
    >
      {t('services.add')}
    </Button>
  )

  return (
    <Page
      title={t('services.title')}
      action={add}
      toolbar={
        <Checkbox
          label={t('services.showWithdrawn')}
          checked={withdrawn === true}
          onChange={(event) => show({ withdrawn: event.currentTarget.checked || undefined })}
        />
      }
    >
      <Refusal error={answer.error} onRetry={() => void answer.refetch()} />
      <DataTable
        label={t('services.title')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        loading={answer.isPending}
        onOpen={({ id }) => show({ service: id })}
        selected={service}
        isMuted={({ active }) => !active}
        empty={
          <EmptyState icon={<IconTags size={22} stroke={1.6} />} title={t('services.none')} action={add}>
            {t('services.noneHint')}
          </EmptyState>
        }
      />
      {all && (service === 'new' || chosen) && (
        <ServiceDrawer
          key={service}
          service={chosen ?? null}
          categories={[...new Set(all.map(({ category }) => category))].filter(Boolean)}
          onClose={() => show({ service: undefined })}
        />
      )}
    </Page>
  )
}

function useColumns(): Column<Service>[] {
  const { t } = useTranslation('settings')
  const { minutes, number } = useFormat()
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('services.name'),
        sortBy: (row) => row.name,
        cell: (row) => (
          <>
            <span style={{ fontWeight: 550 }}>{row.name}</span>{' '}
            {!row.active && (
              <StatusBadge tone="plain" shape="cross">
                {t('services.withdrawn')}
              </StatusBadge>
            )}
          </>
        ),
      },
      {
        id: 'category',
        header: t('services.category'),
        wide: true,
        sortBy: (row) => row.category,
        cell: (row) => row.category || '–',
      },
      {
        id: 'minutes',
        header: t('services.duration'),
        align: 'end',
        wide: true,
        sortBy: (row) => row.minutes,
        cell: (row) => minutes(row.minutes),
      },
      {
        id: 'tax',
        header: t('services.tax'),
        align: 'end',
        wide: true,
        sortBy: (row) => row.taxBasisPoints,
        cell: (row) =>
          row.taxBasisPoints
            ? number(row.taxBasisPoints / 10_000, { style: 'percent', maximumFractionDigits: 2 })
            : '–',
      },
      {
        id: 'bookable',
        header: t('services.bookable'),
        wide: true,
        cell: (row) => (row.bookable ? t('services.yes') : t('services.billedOnly')),
      },
      {
        id: 'price',
        header: t('services.price'),
        align: 'end',
        sortBy: (row) => row.priceMinor,
        cell: (row) => <Money minor={row.priceMinor} />,
      },
    ],
    [t, minutes, number],
  )
}

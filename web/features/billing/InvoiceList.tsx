import { SegmentedControl } from '@mantine/core'
import { IconReceipt2 } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listInvoices } from '#contract/billing.ts'
import { type BillingPlace, paths } from '../../lib/paths.ts'
import { useCall } from '../../lib/query.ts'
import { OlderPages } from '../../shared/OlderPages.tsx'
import { useClinic } from '../../shared/place.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { InvoicesTable } from './InvoicesTable.tsx'

const states = ['open', 'draft', 'paid', 'all'] as const
type State = (typeof states)[number]

interface InvoiceListProps {
  state: State
  before: string | undefined
  onShow: (place: BillingPlace) => void
}

/** Invoices of the branch, newest first, a page at a time; the filter and the page stand in the URL. */
export function InvoiceList({ state, before, onShow }: InvoiceListProps) {
  const { t } = useTranslation('billing')
  const { id: clinicId } = useClinic()
  const navigate = useNavigate()
  const topics = ['invoice', 'payment']
  const page = useCall(listInvoices, { clinicId, state, ...(before ? { before } : {}) }, { topics, keep: true })
  const next = page.data?.next

  return (
    <>
      <SegmentedControl
        size="sm"
        mb="xs"
        aria-label={t('filter.label')}
        value={state}
        onChange={(chosen) => onShow({ state: chosen as State })}
        data={states.map((value) => ({ value, label: t(`filter.${value}`) }))}
      />
      <Refusal error={page.error} onRetry={() => void page.refetch()} />
      <InvoicesTable
        rows={page.data?.invoices}
        loading={page.isPending}
        withPatient
        onOpen={({ id }) => void navigate(paths.invoice(clinicId, id))}
        empty={
          <EmptyState icon={<IconReceipt2 size={22} stroke={1.6} />} title={t(`empty.${state}`)}>
            {t('empty.hint')}
          </EmptyState>
        }
      />
      <OlderPages before={before} next={next} onGo={(older) => onShow({ state, before: older })} />
    </>
  )
}

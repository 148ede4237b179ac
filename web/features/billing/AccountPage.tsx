import { Button, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { getAccount } from '#contract/billing.ts'
import type { Output } from '#contract/endpoint.ts'
import { paths } from '../../lib/paths.ts'
import { useCall } from '../../lib/query.ts'
import { Allowed } from '../../shared/Allowed.tsx'
import { useCan } from '../../shared/place.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useKeys } from '../../ui/keys.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { PageSkeleton } from '../../ui/Skeletons.tsx'
import classes from './AccountPage.module.css'
import { InvoicesTable } from './InvoicesTable.tsx'
import { NewInvoiceDrawer } from './NewInvoiceDrawer.tsx'
import { PaymentsTable } from './PaymentsTable.tsx'

const route = getRouteApi('/signed-in/clinics/$clinicId/patients/$patientId/billing')

/** A patient's money: invoices with what is due first, payments with their receipts. The banner above takes money. */
export function AccountPage() {
  return (
    <Allowed needs="invoices.read">
      <Account />
    </Allowed>
  )
}

function Account() {
  const { t } = useTranslation('billing')
  const { clinicId, patientId } = route.useParams()
  const { draft } = route.useSearch()
  const navigate = useNavigate()
  const answer = useCall(getAccount, { clinicId, patientId }, { topics: ['invoice', 'payment'] })
  const mayDraft = useCan('invoices.create')
  const account = answer.data
  const showDraft = (next: true | undefined) => void navigate(paths.patientBilling(clinicId, patientId, next))
  useKeys(t('account.title'), mayDraft ? [{ keys: 'n', label: t('new.title'), run: () => showDraft(true) }] : [])
  return (
    <div>
      <Refusal error={answer.error} onRetry={() => void answer.refetch()} />
      {answer.isPending && <PageSkeleton />}
      {account && (
        <>
          <div className={classes.actions}>
            {mayDraft && (
              <Button
                variant="default"
                leftSection={<IconPlus size={16} stroke={1.7} aria-hidden />}
                onClick={() => showDraft(true)}
              >
                {t('new.title')}
              </Button>
            )}
          </div>
          <Lists account={account} onOpen={(id) => void navigate(paths.invoice(clinicId, id))} />
        </>
      )}
      {draft && mayDraft && (
        <NewInvoiceDrawer
          patientId={patientId}
          onMade={({ id }) => void navigate(paths.invoice(clinicId, id))}
          onClose={() => showDraft(undefined)}
        />
      )}
    </div>
  )
}

interface ListsProps {
  account: Output<typeof getAccount>
  onOpen: (invoiceId: string) => void
}

function Lists({ account, onOpen }: ListsProps) {
  const { t } = useTranslation('billing')
  const seesPayments = useCan('payments.read')
  return (
    <>
      <Section title={t('tab.invoices')}>
        <InvoicesTable
          rows={account.invoices}
          onOpen={({ id }) => onOpen(id)}
          empty={<EmptyState title={t('account.noInvoices')}>{t('account.noInvoicesHint')}</EmptyState>}
        />
      </Section>
      {seesPayments && (
        <Section title={t('tab.payments')}>
          <PaymentsTable rows={account.payments} empty={<EmptyState title={t('account.noPayments')} />} />
        </Section>
      )}
    </>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <Title order={2}>{title}</Title>
      {children}
    </section>
  )
}

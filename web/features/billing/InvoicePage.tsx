import { Button } from '@mantine/core'
import { IconCash } from '@tabler/icons-react'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { getInvoice, getInvoicePdf, type Invoice } from '#contract/billing.ts'
import { requestFor } from '../../lib/api.ts'
import { paths } from '../../lib/paths.ts'
import { useCall } from '../../lib/query.ts'
import { Allowed } from '../../shared/Allowed.tsx'
import { PrintButton } from '../../shared/PrintButton.tsx'
import { useCan } from '../../shared/place.ts'
import { DateText } from '../../ui/DateText.tsx'
import { Keys } from '../../ui/KeyHints.tsx'
import { useKeys } from '../../ui/keys.ts'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { DraftEditor } from './DraftEditor.tsx'
import classes from './InvoiceLines.module.css'
import { InvoiceLines } from './InvoiceLines.tsx'
import { InvoiceStatus } from './InvoiceStatus.tsx'
import { InvoiceTotals } from './InvoiceTotals.tsx'

const route = getRouteApi('/signed-in/clinics/$clinicId/billing/$invoiceId')

export function InvoicePage() {
  return (
    <Allowed needs="invoices.read">
      <OneInvoice />
    </Allowed>
  )
}

function OneInvoice() {
  const { t } = useTranslation('billing')
  const params = route.useParams()
  const answer = useCall(getInvoice, params, { topics: ['invoice', 'payment'] })
  const mayPay = useCan('payments.create')
  const navigate = useNavigate()
  const invoice = answer.data
  const owes = mayPay && invoice !== undefined && invoice.dueMinor > 0
  const pay = () => invoice && void navigate(paths.pay(invoice.patientId) as never)
  useKeys(t('invoice'), owes ? [{ keys: 'p', label: t('pay.title'), run: pay }] : [])

  const print = invoice?.status === 'issued' && (
    <PrintButton label={t('print')} path={(language) => requestFor(getInvoicePdf, { ...params, language }).url} />
  )
  return (
    <Page
      title={invoice?.number ?? t('invoice')}
      aside={invoice && <InvoiceStatus invoice={invoice} />}
      shape="read"
      loading={answer.isPending}
      action={
        <>
          {print}
          {owes && (
            <Button
              leftSection={<IconCash size={16} stroke={1.7} aria-hidden />}
              rightSection={<Keys keys="p" />}
              onClick={pay}
            >
              {t('pay.title')}
            </Button>
          )}
        </>
      }
    >
      <Refusal error={answer.error} onRetry={() => void answer.refetch()} />
      {invoice && (
        <>
          <Facts invoice={invoice} clinicId={params.clinicId} />
          {invoice.status === 'draft' ? (
            <DraftEditor key={invoice.id} invoice={invoice} />
          ) : (
            <>
              <InvoiceLines invoice={invoice} />
              <InvoiceTotals {...invoice} />
            </>
          )}
        </>
      )}
    </Page>
  )
}

function Facts({ invoice, clinicId }: { invoice: Invoice; clinicId: string }) {
  const { t } = useTranslation('billing')
  return (
    <div className={classes.facts}>
      <Link {...paths.patientBilling(clinicId, invoice.patientId)}>
        <bdi>{invoice.patientName}</bdi>
      </Link>
      <bdi className="ltr">{invoice.patientNumber}</bdi>
      {invoice.doctorName && <span>{invoice.doctorName}</span>}
      <span>
        {invoice.issuedOn ? t('issuedOn') : t('draftedOn')} <DateText value={invoice.issuedOn ?? invoice.createdAt} />
      </span>
    </div>
  )
}

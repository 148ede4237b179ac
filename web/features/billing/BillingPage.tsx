import { Button, Tabs } from '@mantine/core'
import { IconCash } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type BillingPlace, paths } from '../../lib/paths.ts'
import { Allowed } from '../../shared/Allowed.tsx'
import { useCan } from '../../shared/place.ts'
import { Keys } from '../../ui/KeyHints.tsx'
import { useKeys } from '../../ui/keys.ts'
import { Page } from '../../ui/Page.tsx'
import { InvoiceList } from './InvoiceList.tsx'
import { PaymentsDay } from './PaymentsDay.tsx'

const route = getRouteApi('/signed-in/clinics/$clinicId/billing')

/** Billing's home: what is owed, and what came in today. */
export function BillingPage() {
  return (
    <Allowed needs="invoices.read">
      <Billing />
    </Allowed>
  )
}

function Billing() {
  const { t } = useTranslation('billing')
  const { clinicId } = route.useParams()
  const search = route.useSearch()
  const navigate = useNavigate()
  const mayPay = useCan('payments.create')
  const seesPayments = useCan('payments.read')
  const tab = seesPayments && search.tab === 'payments' ? 'payments' : 'invoices'
  const show = (place: BillingPlace) => void navigate(paths.billing(clinicId, place))
  const findPayer = () => void navigate(paths.pay('find') as never)

  useKeys(t('title'), [
    // P takes a payment on every screen, N is what is new on this one.
    ...(mayPay ? ['n', 'p'].map((keys) => ({ keys, label: t('pay.title'), run: findPayer })) : []),
    { keys: '1', label: t('tab.invoices'), run: () => show({}) },
    ...(seesPayments ? [{ keys: '2', label: t('tab.payments'), run: () => show({ tab: 'payments' }) }] : []),
  ])

  return (
    <Page
      title={t('title')}
      action={
        mayPay && (
          <Button
            leftSection={<IconCash size={16} stroke={1.7} aria-hidden />}
            rightSection={<Keys keys="n" />}
            onClick={findPayer}
          >
            {t('pay.title')}
          </Button>
        )
      }
    >
      <Tabs value={tab} onChange={(next) => show(next === 'payments' ? { tab: 'payments' } : {})}>
        {seesPayments && (
          <Tabs.List mb="sm">
            <Tabs.Tab value="invoices">{t('tab.invoices')}</Tabs.Tab>
            <Tabs.Tab value="payments">{t('tab.payments')}</Tabs.Tab>
          </Tabs.List>
        )}
        <Tabs.Panel value="invoices">
          <InvoiceList state={search.state ?? 'open'} before={search.before} onShow={show} />
        </Tabs.Panel>
        <Tabs.Panel value="payments">
          <PaymentsDay day={search.day} onShow={(day) => show({ tab: 'payments', day })} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}

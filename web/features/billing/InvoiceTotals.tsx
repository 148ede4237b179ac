import { useTranslation } from 'react-i18next'
import { Money } from '../../ui/Money.tsx'
import classes from './InvoiceLines.module.css'

interface InvoiceTotalsProps {
  totalMinor: number
  paidMinor: number
  currency: string
}

export function InvoiceTotals({ totalMinor, paidMinor, currency }: InvoiceTotalsProps) {
  const { t } = useTranslation('billing')
  return (
    <dl className={classes.totals}>
      <dt>{t('column.total')}</dt>
      <dd>
        <Money minor={totalMinor} currency={currency} />
      </dd>
      <dt>{t('column.paid')}</dt>
      <dd>
        <Money minor={paidMinor} currency={currency} />
      </dd>
      <dt data-large>{t('column.due')}</dt>
      <dd data-large>
        <Money minor={totalMinor - paidMinor} currency={currency} />
      </dd>
    </dl>
  )
}

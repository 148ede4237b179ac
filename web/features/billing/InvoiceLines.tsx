import { useTranslation } from 'react-i18next'
import type { Invoice } from '#contract/billing.ts'
import { Money } from '../../ui/Money.tsx'
import classes from './InvoiceLines.module.css'

/** The lines of an issued invoice, as printed. */
export function InvoiceLines({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation('billing')
  const { currency, lines } = invoice
  const hasDiscount = lines.some(({ discountMinor }) => discountMinor > 0)
  const hasTax = lines.some(({ taxMinor }) => taxMinor > 0)

  return (
    <table className={classes.lines} aria-label={t('lines.label')}>
      <thead>
        <tr>
          <th scope="col">{t('lines.service')}</th>
          <th scope="col" data-align="end">
            {t('lines.quantity')}
          </th>
          <th scope="col" data-align="end" data-wide>
            {t('lines.unit')}
          </th>
          {hasDiscount && (
            <th scope="col" data-align="end" data-wide>
              {t('lines.discount')}
            </th>
          )}
          {hasTax && (
            <th scope="col" data-align="end" data-wide>
              {t('lines.tax')}
            </th>
          )}
          <th scope="col" data-align="end">
            {t('lines.amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an issued invoice's lines never move
          <tr key={index}>
            <td>
              <div className={classes.name}>{line.description}</div>
              {line.tooth && <div className={classes.detail}>{t('lines.tooth', { tooth: line.tooth })}</div>}
            </td>
            <td data-align="end">{line.quantity}</td>
            <td data-align="end" data-wide>
              <Money minor={line.unitMinor} currency={currency} />
            </td>
            {hasDiscount && (
              <td data-align="end" data-wide>
                <Money minor={line.discountMinor} currency={currency} dashZero />
              </td>
            )}
            {hasTax && (
              <td data-align="end" data-wide>
                <Money minor={line.taxMinor} currency={currency} dashZero />
              </td>
            )}
            <td data-align="end">
              <Money minor={line.amountMinor} currency={currency} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

import { useTranslation } from 'react-i18next'
import { DateText } from '../../ui/DateText.tsx'
import { Money } from '../../ui/Money.tsx'
import classes from './PayDrawer.module.css'
import type { SplitRow } from './pay-model.ts'

/** Where the money goes: the oldest invoice first, and what stays due on each. */
export function PaySplit({ rows, currency }: { rows: readonly SplitRow[]; currency: string }) {
  const { t } = useTranslation('billing')
  return (
    <table className={classes.split} aria-label={t('pay.split')}>
      <thead>
        <tr>
          <th scope="col">{t('pay.split')}</th>
          <th scope="col" data-align="end">
            {t('pay.paysNow')}
          </th>
          <th scope="col" data-align="end">
            {t('pay.staysDue')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, number, createdAt, dueMinor, paidNowMinor }) => (
          <tr key={id} data-untouched={paidNowMinor === 0 || undefined}>
            <td>
              {number ? <bdi className="ltr">{number}</bdi> : t('status.draft')}{' '}
              <span className={classes.when}>
                <DateText value={createdAt} style="short" />
              </span>
            </td>
            <td data-align="end">
              <Money minor={paidNowMinor} currency={currency} dashZero />
            </td>
            <td data-align="end">
              <Money minor={dueMinor - paidNowMinor} currency={currency} dashZero />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

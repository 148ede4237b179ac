import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { getAccount } from '#contract/billing.ts'
import type { Output } from '#contract/endpoint.ts'
import { amountText } from '../../lib/format.ts'
import { Money } from '../../ui/Money.tsx'
import { MoneyInput } from '../../ui/MoneyInput.tsx'
import classes from './PayDrawer.module.css'
import { type AmountFault, halfOf } from './pay-model.ts'

interface PayAmountProps {
  account: Output<typeof getAccount>
  text: string
  amountMinor: number | null
  fault: AmountFault | null
  /** null: whatever is due. */
  onChange: (text: string | null) => void
}

/** Who pays, what is due in large figures, and the amount with its two usual answers. */
export function PayAmount({ account, text, amountMinor, fault, onChange }: PayAmountProps) {
  const { t } = useTranslation('billing')
  const { currency, dueMinor } = account
  const open = account.invoices.filter((invoice) => invoice.dueMinor > 0).length
  const half = halfOf(dueMinor, currency)
  const chips = [
    { key: 'all', minor: dueMinor, choose: () => onChange(null) },
    { key: 'half', minor: half, choose: () => onChange(amountText(half, currency)) },
  ] as const

  return (
    <>
      <div className={classes.due}>
        <div>
          <div className={classes.payer}>
            <bdi>{account.patientName}</bdi>
          </div>
          <bdi className={`ltr ${classes.number}`}>{account.patientNumber}</bdi>
        </div>
        <div className={classes.dueAmount}>
          <div className={classes.label}>{open > 1 ? t('pay.dueOn', { count: open }) : t('pay.due')}</div>
          <div className={classes.large}>
            <Money minor={dueMinor} currency={currency} />
          </div>
        </div>
      </div>
      <div className={classes.amount}>
        <MoneyInput
          label={t('pay.amount')}
          name="amount"
          size="md"
          value={text}
          currency={currency}
          onChange={onChange}
          error={fault && t(`pay.fault.${fault}`)}
        />
        <div className={classes.chips}>
          {chips.map(({ key, minor, choose }) => (
            <Button
              key={key}
              size="xs"
              variant={amountMinor === minor ? 'light' : 'default'}
              aria-pressed={amountMinor === minor}
              onClick={choose}
            >
              {t(`pay.${key}`)}
            </Button>
          ))}
        </div>
      </div>
    </>
  )
}

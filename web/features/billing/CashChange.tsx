import { Button } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { amountText, parseAmount, useFormat } from '../../lib/format.ts'
import { Money } from '../../ui/Money.tsx'
import { MoneyInput } from '../../ui/MoneyInput.tsx'
import classes from './PayDrawer.module.css'
import { likelyNotes } from './pay-model.ts'

interface CashChangeProps {
  amountMinor: number
  currency: string
  received: string
  onReceived: (text: string) => void
}

/** What the patient hands over and what goes back. Nobody has to fill it in. */
export function CashChange({ amountMinor, currency, received, onReceived }: CashChangeProps) {
  const { t } = useTranslation('billing')
  const { money } = useFormat()
  const handed = parseAmount(received, currency)
  const change = handed === null ? null : handed - amountMinor
  const field = useRef<HTMLInputElement>(null)
  // The note that was chosen makes way for the change: the focus stays in the form, so that Enter takes the payment.
  const hand = (sum: number) => {
    onReceived(amountText(sum, currency))
    field.current?.focus()
  }

  return (
    <div className={classes.cash}>
      <MoneyInput ref={field} label={t('pay.received')} value={received} currency={currency} onChange={onReceived} />
      <div className={classes.change} aria-live="polite" data-short={change !== null && change < 0 ? true : undefined}>
        {change === null ? (
          <div className={classes.chips}>
            {likelyNotes(amountMinor, currency).map((sum) => (
              <Button key={sum} size="xs" variant="default" onClick={() => hand(sum)}>
                {money(sum, currency)}
              </Button>
            ))}
          </div>
        ) : (
          <>
            <div className={classes.label}>{t(change < 0 ? 'pay.short' : 'pay.change')}</div>
            <strong>
              <Money minor={Math.abs(change)} currency={currency} />
            </strong>
          </>
        )}
      </div>
    </div>
  )
}

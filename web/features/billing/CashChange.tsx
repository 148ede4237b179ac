import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
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
  /** Less was received than the amount, and it was tried to take it: `onTakeOnly` makes what was received the amount. */
  refused: boolean
  onTakeOnly: () => void
}

/** What the patient hands over and what goes back. Nobody has to fill it in. */
export function CashChange({ amountMinor, currency, received, onReceived, refused, onTakeOnly }: CashChangeProps) {
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
      <MoneyInput
        ref={field}
        label={t('pay.received')}
        name="received"
        value={received}
        currency={currency}
        onChange={onReceived}
        error={received.trim() !== '' && handed === null && t('pay.fault.unreadable')}
      />
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
      {refused && handed !== null && (
        <div role="alert" className={classes.short}>
          {t('pay.lessReceived', { received: money(handed, currency), amount: money(amountMinor, currency) })}
          {handed > 0 && (
            <TakeOnly
              label={t('pay.takeOnly', { amount: money(handed, currency) })}
              onTake={() => {
                onTakeOnly()
                field.current?.focus()
              }}
              onType={() => field.current?.focus()}
            />
          )}
        </div>
      )}
    </div>
  )
}

interface TakeOnlyProps {
  label: string
  onTake: () => void
  onType: () => void
}

/** Has the focus, so that Enter takes up the offer; who types a number instead corrects what was received. */
function TakeOnly({ label, onTake, onType }: TakeOnlyProps) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  return (
    <Button
      ref={button}
      variant="default"
      size="xs"
      onClick={onTake}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || !/^[\p{Nd}.]$/u.test(event.key)) return
        event.stopPropagation()
        onType()
      }}
    >
      {label}
    </Button>
  )
}

import { Button, TextInput } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { type getAccount, type Payment, type PaymentMethod, takePayment } from '#contract/billing.ts'
import type { Output } from '#contract/endpoint.ts'
import { ApiError, isSilence } from '../../lib/api-error.ts'
import { amountText, parseAmount, useFormat } from '../../lib/format.ts'
import { useAct } from '../../lib/query.ts'
import { useClinic } from '../../shared/place.ts'
import { Keys } from '../../ui/KeyHints.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { CashChange } from './CashChange.tsx'
import { PayAmount } from './PayAmount.tsx'
import classes from './PayDrawer.module.css'
import { PayMethods } from './PayMethods.tsx'
import { PaySplit } from './PaySplit.tsx'
import { type KeyRun, keyMeans, refuseAmount, splitOf } from './pay-model.ts'

interface PayFormProps {
  account: Output<typeof getAccount>
  /** The request is on its way: `account` stays as it is until it is answered. */
  onAsk: () => void
  onRefused: () => void
  onPaid: (payment: Payment, changeMinor: number) => void
  /** What is due may have changed: ask again. */
  onStale: () => void
  onClose: () => void
}

/** Amount prefilled with what is due, a method by tile or by the keys 1–6, Enter. Who types a number means the amount. */
export function PayForm({ account, onAsk, onRefused, onPaid, onStale, onClose }: PayFormProps) {
  const { t } = useTranslation('billing')
  const { id: clinicId } = useClinic()
  const { money } = useFormat()
  const { currency, dueMinor } = account
  // null: whatever is due, also when that changes while the drawer is open.
  const [typed, setTyped] = useState<string | null>(null)
  const [method, setMethod] = useState<PaymentMethod | null>(null)
  const [reference, setReference] = useState('')
  const [received, setReceived] = useState('')
  const [asked, setAsked] = useState(false)
  const [refusedShort, setRefusedShort] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const run = useRef<KeyRun | null>(null)
  // The drawer opened before what is due was known: the focus comes to the method now, so that 1 and Enter suffice.
  useEffect(() => focusMissing(form.current, 'method'), [])

  const amount = typed === null ? dueMinor : parseAmount(typed, currency)
  const fault = refuseAmount(amount, dueMinor)
  const receivedMinor = parseAmount(received, currency)
  const counted = method === 'cash' && received.trim() !== ''
  const changeMinor = counted && receivedMinor && amount ? Math.max(receivedMinor - amount, 0) : 0
  const pay = useAct(takePayment, {
    onSuccess: (payment) => onPaid(payment, changeMinor),
    onError: (error) => {
      if (isSilence(error)) return
      onRefused()
      // Somebody else took money meanwhile, and no news of it has come here.
      if (!['changed_meanwhile', 'nothing_due', 'more_than_due'].includes(error.code)) return
      setTyped(null)
      onStale()
    },
  })
  // Nobody knows whether it was taken. The very same request with its key again takes it once, so nothing may be edited.
  const unknown = isSilence(pay.error)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (pay.isPending) return
    if (unknown && pay.variables) return pay.mutate(pay.variables)
    setAsked(true)
    if (fault || amount === null || !method) return focusMissing(form.current, fault ? 'amount' : 'method')
    // A receipt for more than lies on the counter is a hole in the drawer that evening.
    if (counted && (receivedMinor === null || receivedMinor < amount)) {
      setRefusedShort(true)
      return focusMissing(form.current, 'received')
    }
    const { patientId } = account
    onAsk()
    pay.mutate({ clinicId, patientId, amountMinor: amount, method, reference, expectedDueMinor: dueMinor })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      return form.current?.requestSubmit()
    }
    const types = event.target instanceof HTMLInputElement && event.target.type !== 'radio'
    if (types || unknown || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return
    const means = keyMeans(event.key, method, run.current, Date.now())
    run.current = means?.run ?? null
    if (!means) return
    event.preventDefault()
    // At once, so that the next key finds the field with what was typed so far.
    flushSync(() => {
      setMethod(means.method)
      if (means.amount !== null) setTyped(means.amount)
    })
    const field = form.current?.querySelector<HTMLInputElement>(
      means.amount === null ? `input[value="${means.method}"]` : '[name="amount"]',
    )
    field?.focus()
    if (means.amount !== null) field?.setSelectionRange(means.amount.length, means.amount.length)
  }

  const open = account.invoices.filter((invoice) => invoice.dueMinor > 0)
  return (
    <form ref={form} noValidate className={classes.form} onSubmit={submit} onKeyDown={onKeyDown}>
      <fieldset disabled={unknown || pay.isPending} className={classes.fields}>
        <legend className="visually-hidden">{t('pay.title')}</legend>
        <PayAmount
          account={account}
          text={typed ?? amountText(dueMinor, currency)}
          amountMinor={amount}
          fault={asked || typed !== null ? fault : null}
          onChange={setTyped}
        />
        <PayMethods chosen={method} onChoose={setMethod} missing={asked && !method} />
        {method === 'cash' && !fault && amount !== null && (
          <CashChange
            amountMinor={amount}
            currency={currency}
            received={received}
            onReceived={(text) => {
              setReceived(text)
              setRefusedShort(false)
            }}
            refused={refusedShort && receivedMinor !== null && receivedMinor < amount}
            onTakeOnly={() => setTyped(received)}
          />
        )}
        {method !== null && method !== 'cash' && (
          <TextInput
            label={t(method === 'cheque' ? 'pay.chequeNumber' : 'pay.reference')}
            maxLength={100}
            value={reference}
            onChange={(event) => setReference(event.currentTarget.value)}
          />
        )}
        <PaySplit rows={splitOf(fault ? 0 : (amount ?? 0), open)} currency={currency} />
      </fieldset>
      <PayRefusal error={pay.error} dueMinor={dueMinor} currency={currency} />
      <div className={classes.footer}>
        <Button type="submit" loading={pay.isPending} rightSection={<Keys keys="Enter" />} className={classes.save}>
          {unknown
            ? t('pay.again')
            : fault || amount === null
              ? t('pay.save')
              : t('pay.saveAmount', { amount: money(amount, currency) })}
        </Button>
        <Button variant="subtle" color="gray" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

function PayRefusal({ error, dueMinor, currency }: { error: unknown; dueMinor: number; currency: string }) {
  const { t } = useTranslation('billing')
  const { money } = useFormat()
  if (isSilence(error)) return <Refusal error={error}>{t('pay.unknown')}</Refusal>
  if (error instanceof ApiError && error.code === 'changed_meanwhile') {
    const now = (error.detail as { dueMinor?: number } | null)?.dueMinor ?? dueMinor
    return <Refusal error={error}>{t('pay.changed', { due: money(now, currency) })}</Refusal>
  }
  return <Refusal error={error} />
}

function focusMissing(form: HTMLFormElement | null, what: 'amount' | 'method' | 'received') {
  form?.querySelector<HTMLInputElement>(`input[name="${what}"]`)?.focus()
}

import { TextInput, type TextInputProps } from '@mantine/core'
import type { Ref } from 'react'
import { useFormat } from '../lib/format.ts'
import { currencySymbol } from './currency-symbol.ts'

export interface MoneyInputProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** What is typed: `1,500.50`. Read it with parseAmount. */
  value: string
  onChange: (text: string) => void
  /** ISO 4217; the clinic's when left out. */
  currency?: string
  ref?: Ref<HTMLInputElement>
}

/** An amount as a person types it, with the currency beside; left to right in every language. */
export function MoneyInput({ value, onChange, currency, ...rest }: MoneyInputProps) {
  const settings = useFormat()
  return (
    <TextInput
      {...rest}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      leftSection={
        <span style={{ color: 'var(--ink-soft)', fontSize: '0.8125rem' }} aria-hidden>
          {currencySymbol(currency ?? settings.currency)}
        </span>
      }
      leftSectionWidth={40}
      inputMode="decimal"
      autoComplete="off"
      dir="ltr"
      className="figures"
    />
  )
}

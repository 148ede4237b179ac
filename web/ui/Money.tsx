import { formatMoney, useFormat } from '../lib/format.ts'

export interface MoneyProps {
  /** Minor units (paisa, cents): an integer. */
  minor: number
  /** ISO 4217; the clinic's when left out. */
  currency?: string
  /** Zero is shown as a quiet dash, for columns where zero is the usual. */
  dashZero?: boolean
}

/** An amount, in tabular figures, left to right also in right-to-left text. */
export function Money({ minor, currency, dashZero = false }: MoneyProps) {
  const settings = useFormat()
  if (dashZero && minor === 0) return <span style={{ color: 'var(--ink-faint)' }}>–</span>
  return (
    <bdi className="ltr" style={{ whiteSpace: 'nowrap' }}>
      {formatMoney(minor, { locale: settings.locale, currency: currency ?? settings.currency })}
    </bdi>
  )
}

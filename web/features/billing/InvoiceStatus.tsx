import { useTranslation } from 'react-i18next'
import type { InvoiceRow } from '#contract/billing.ts'
import { StatusBadge, type Tone } from '../../ui/StatusBadge.tsx'
import type { Shape } from '../../ui/StatusShape.tsx'
import { type InvoiceState, stateOf } from './invoice-state.ts'

const looks: Record<InvoiceState, { tone: Tone; shape: Shape }> = {
  draft: { tone: 'plain', shape: 'dashed' },
  unpaid: { tone: 'warn', shape: 'ring' },
  partly: { tone: 'info', shape: 'half' },
  paid: { tone: 'good', shape: 'check' },
  void: { tone: 'plain', shape: 'cross' },
}

export function InvoiceStatus({ invoice }: { invoice: Pick<InvoiceRow, 'status' | 'paidMinor' | 'dueMinor'> }) {
  const { t } = useTranslation('billing')
  const state = stateOf(invoice)
  return <StatusBadge {...looks[state]}>{t(`status.${state}`)}</StatusBadge>
}

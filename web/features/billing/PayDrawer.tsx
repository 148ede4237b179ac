import { Drawer } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getAccount, type Payment } from '#contract/billing.ts'
import type { Output } from '#contract/endpoint.ts'
import { useCall } from '../../lib/query.ts'
import { useClinic } from '../../shared/place.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { RowsSkeleton } from '../../ui/Skeletons.tsx'
import { FindPayer } from './FindPayer.tsx'
import { NothingDue } from './NothingDue.tsx'
import classes from './PayDrawer.module.css'
import { PayForm } from './PayForm.tsx'
import { ReceiptGiven } from './ReceiptGiven.tsx'

interface PayDrawerProps {
  /** null: who pays is still to be found. */
  patientId: string | null
  onChoose: (patientId: string) => void
  onClose: () => void
}

/** Take money: who, how much, how; then the receipt. Nothing is shown as paid before the server has said so. */
export function PayDrawer({ patientId, onChoose, onClose }: PayDrawerProps) {
  const { t } = useTranslation('billing')
  return (
    <Drawer
      opened
      onClose={onClose}
      title={t('pay.title')}
      size="md"
      zIndex={220}
      classNames={{ content: classes.drawer ?? '', body: classes.body ?? '' }}
    >
      {patientId ? (
        <PayPatient key={patientId} patientId={patientId} onClose={onClose} />
      ) : (
        <FindPayer onChoose={onChoose} />
      )}
    </Drawer>
  )
}

function PayPatient({ patientId, onClose }: { patientId: string; onClose: () => void }) {
  const { id: clinicId } = useClinic()
  // Money is never shown from memory: asked anew each time the drawer opens.
  const account = useCall(getAccount, { clinicId, patientId }, { topics: ['invoice', 'payment'], staleMs: 0 })
  const [given, setGiven] = useState<{ payment: Payment; changeMinor: number } | null>(null)
  // News of a payment can come before its answer, or instead of it: until she knows, what she asked stays before her.
  const [asked, setAsked] = useState<Output<typeof getAccount> | null>(null)
  const shown = asked ?? account.data

  if (given) return <ReceiptGiven {...given} onClose={onClose} />
  if (account.error && !shown) return <Refusal error={account.error} onRetry={() => void account.refetch()} />
  if (!shown) return <RowsSkeleton rows={5} />
  if (shown.dueMinor === 0) return <NothingDue account={shown} onClose={onClose} />
  return (
    <PayForm
      account={shown}
      onAsk={() => setAsked(shown)}
      onRefused={() => setAsked(null)}
      onPaid={(payment, changeMinor) => setGiven({ payment, changeMinor })}
      onStale={() => void account.refetch()}
      onClose={onClose}
    />
  )
}

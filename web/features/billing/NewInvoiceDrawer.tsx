import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createInvoice, type Invoice } from '#contract/billing.ts'
import { listServices } from '#contract/services.ts'
import { useFormat } from '../../lib/format.ts'
import { useAct, useCall } from '../../lib/query.ts'
import { useClinic } from '../../shared/place.ts'
import { FormDrawer } from '../../ui/FormDrawer.tsx'
import { type DraftLine, inputOf, totalOf } from './draft-lines.ts'
import { LinesEditor } from './LinesEditor.tsx'

interface NewInvoiceDrawerProps {
  patientId: string
  onMade: (invoice: Invoice) => void
  onClose: () => void
}

/** An invoice without a visit: a tooth brush sold, a report copied. */
export function NewInvoiceDrawer({ patientId, onMade, onClose }: NewInvoiceDrawerProps) {
  const { t } = useTranslation('billing')
  const { id: clinicId } = useClinic()
  const { currency, money } = useFormat()
  const services = useCall(listServices, { clinicId }, { topics: ['service'] })
  const [lines, setLines] = useState<DraftLine[]>([])
  const create = useAct(createInvoice, { onSuccess: onMade })
  const input = inputOf(lines, currency)

  return (
    <FormDrawer
      opened
      onClose={onClose}
      size="lg"
      title={t('new.title')}
      submitLabel={lines.length > 0 ? t('new.save', { total: money(totalOf(lines, currency)) }) : t('new.title')}
      busy={create.isPending}
      disabled={!input}
      error={create.error ?? services.error}
      onSubmit={(event) => {
        event.preventDefault()
        if (input) create.mutate({ clinicId, patientId, lines: input.map(({ tooth: _none, ...line }) => line) })
      }}
    >
      <LinesEditor lines={lines} services={services.data ?? []} currency={currency} onChange={setLines} focused />
    </FormDrawer>
  )
}

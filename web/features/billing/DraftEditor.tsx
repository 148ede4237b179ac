import { Button } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { editInvoice, type Invoice, issueInvoice } from '#contract/billing.ts'
import { listServices } from '#contract/services.ts'
import { savedMeanwhile } from '../../lib/api-error.ts'
import { useFormat } from '../../lib/format.ts'
import { useAct, useCall } from '../../lib/query.ts'
import { BothSides } from '../../shared/BothSides.tsx'
import { useCan, useClinic } from '../../shared/place.ts'
import { UnsavedChanges } from '../../shared/UnsavedChanges.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { toast } from '../../ui/toasts.tsx'
import { type DraftLine, inputOf, linesOf, totalOf } from './draft-lines.ts'
import classes from './InvoiceLines.module.css'
import { InvoiceLines } from './InvoiceLines.tsx'
import { InvoiceTotals } from './InvoiceTotals.tsx'
import { LinesEditor } from './LinesEditor.tsx'

/** A draft while it may still change: lines, save, issue. */
export function DraftEditor({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation('billing')
  const { id: clinicId } = useClinic()
  const { money } = useFormat()
  const mayEdit = useCan('invoices.update')
  const services = useCall(listServices, { clinicId }, { topics: ['service'] })
  // What was changed here, against which version; null: what the server has.
  const [edited, setEdited] = useState<{ version: number; lines: DraftLine[] } | null>(null)
  const [saveFirst, setSaveFirst] = useState(false)
  const { currency, id: invoiceId } = invoice
  const saved = services.data ? linesOf(invoice, services.data) : null
  const lines = edited?.lines ?? saved
  const input = lines && inputOf(lines, currency)

  const save = useAct(editInvoice, { onSuccess: () => setEdited(null) })
  const issue = useAct(issueInvoice, { onSuccess: ({ number }) => toast.done(t('issued', { number: number ?? '' })) })
  const saveWith = async (version: number) => {
    if (!input) throw new Error('unsaid')
    const edit = { clinicId, invoiceId, lines: input }
    return save.mutateAsync({ ...edit, version }).catch((error) => {
      // Already there, word for word: by oneself, for one, when the answer was lost.
      const now = savedMeanwhile<Invoice>(error)
      if (!now || !isSaved(now)) throw error
      return save.mutateAsync({ ...edit, version: now.version })
    })
  }
  const isSaved = (now: Invoice) => {
    const there = linesOf(now, services.data ?? [])
    return there !== null && JSON.stringify(inputOf(there, currency)) === JSON.stringify(input)
  }
  const onIssue = async () => {
    // An edit that was refused says so itself, and nothing is issued.
    const current = edited ? await saveWith(edited.version).catch(() => null) : invoice
    if (current) issue.mutate({ clinicId, invoiceId, version: current.version })
  }
  // A payment takes what the server has, and issues it: what was changed here is saved before the drawer opens.
  useBlocker({
    disabled: !edited,
    enableBeforeUnload: false,
    shouldBlockFn: async ({ next }) => {
      if (!edited || (next.search as { pay?: string }).pay !== invoice.patientId) return false
      if (input) return !(await saveWith(edited.version).catch(() => null))
      setSaveFirst(true)
      return true
    },
  })

  if (!mayEdit || (services.data && !saved))
    return (
      <>
        <InvoiceLines invoice={invoice} />
        <InvoiceTotals {...invoice} />
      </>
    )
  if (!lines) return <Refusal error={services.error} onRetry={() => void services.refetch()} />
  const theirs = savedMeanwhile<Invoice>(save.error)
  const busy = save.isPending || issue.isPending
  return (
    <>
      <UnsavedChanges when={edited !== null} />
      <LinesEditor
        lines={lines}
        services={services.data ?? []}
        currency={currency}
        onChange={(next) => {
          setEdited({ version: edited?.version ?? invoice.version, lines: next })
          setSaveFirst(false)
        }}
      />
      <InvoiceTotals totalMinor={totalOf(lines, currency)} paidMinor={invoice.paidMinor} currency={currency} />
      {!theirs && <Refusal error={save.error ?? issue.error} />}
      <Refusal error={saveFirst && !input}>{t('draft.saveFirst')}</Refusal>
      <div className={classes.actions}>
        {edited && (
          <>
            <Button
              loading={save.isPending}
              disabled={!input}
              onClick={() => void saveWith(edited.version).catch(() => null)}
            >
              {t('draft.save')}
            </Button>
            <Button variant="subtle" color="gray" onClick={() => setEdited(null)}>
              {t('draft.discard')}
            </Button>
          </>
        )}
        <Button variant="default" disabled={!input || busy} loading={issue.isPending} onClick={() => void onIssue()}>
          {edited ? t('draft.saveAndIssue') : t('draft.issue')}
        </Button>
      </div>
      <BothSides
        differences={
          theirs && [
            {
              label: t('lines.label'),
              mine: lines.map((line) => `${line.quantity} × ${line.description}`).join('\n'),
              theirs: theirs.lines.map((line) => `${line.quantity} × ${line.description}`).join('\n'),
            },
            {
              label: t('column.total'),
              mine: money(totalOf(lines, currency), currency),
              theirs: money(theirs.totalMinor, currency),
            },
          ]
        }
        busy={save.isPending}
        onKeepMine={() => theirs && void saveWith(theirs.version).catch(() => null)}
        onTakeTheirs={() => {
          setEdited(null)
          save.reset()
        }}
      />
    </>
  )
}

import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Import, ImportRow } from '#contract/imports.ts'
import { useFormat } from '../../lib/format.ts'
import { useAct, useCall } from '../../lib/query.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { RowsSkeleton } from '../../ui/Skeletons.tsx'
import { toast } from '../../ui/toasts.tsx'
import { DownloadRows } from './DownloadRows.tsx'
import classes from './imports.module.css'
import { ProposalLine } from './ProposalLine.tsx'
import { saidOf, useImports } from './use-imports.ts'
import { useSaid } from './use-said.ts'

const atOnce = 50

/** Rows that look like somebody who is there: a person decides about each, or about those on screen together. */
export function SetAside({ it }: { it: Import }) {
  const { t } = useTranslation('imports')
  const said = useSaid()
  const { number } = useFormat()
  const { calls, at } = useImports()
  const asked = { ...at, importId: it.id, outcome: 'set_aside' as const, undecided: 'true', limit: atOnce }
  const found = useCall(calls.rows, asked, { topics: ['import'], keep: true })
  const decide = useAct(calls.decide, {
    invalidates: [calls.rows, calls.get, calls.list],
    onSuccess: (_, { decision, lines }) =>
      toast.done(t(decision === 'import' ? 'decided.import' : 'decided.keep', { count: lines.length })),
    onError: (error) => toast.refused(error, saidOf(error, said)),
  })
  const rows = found.data?.rows
  const say = (decision: 'import' | 'keep', of: ImportRow[]) =>
    decide.mutate({ ...at, importId: it.id, decision, lines: of.map(({ line }) => line) })

  if (found.isPending) return <RowsSkeleton rows={5} />
  if (!rows || rows.length === 0)
    return (
      <>
        <Refusal error={found.error} onRetry={() => void found.refetch()} />
        {rows && <EmptyState title={t('kept.set_asideNone')} />}
        {it.rowsSetAside > 0 && <DownloadRows importId={it.id} outcome="set_aside" />}
      </>
    )
  const mayDecide = it.status === 'done'
  return (
    <div className={classes.section}>
      <div className={classes.rowsHead}>
        <p className={classes.quiet}>{mayDecide && t('kept.set_aside', { rows: number(it.rowsUndecided) })}</p>
        <DownloadRows importId={it.id} outcome="set_aside" />
      </div>
      <ul className={classes.pairs}>
        {rows.map((row) => (
          <li key={row.line}>
            <div className={classes.decision}>
              <div className={classes.sentence}>
                {row.proposals.slice(0, 1).map((proposal) => (
                  <ProposalLine key={proposal.who} line={row.line} who={nameIn(it, row)} proposal={proposal} />
                ))}
                <span className={classes.quiet} dir="auto">
                  {row.cells.filter(Boolean).join(' · ')}
                </span>
              </div>
              {mayDecide && (
                <div className={classes.choices}>
                  <Button size="xs" variant="default" disabled={decide.isPending} onClick={() => say('keep', [row])}>
                    {t('keep')}
                  </Button>
                  <Button size="xs" variant="subtle" disabled={decide.isPending} onClick={() => say('import', [row])}>
                    {t('importAnyway')}
                  </Button>
                </div>
              )}
            </div>
          </li>
        ))}
      </ul>
      {mayDecide && rows.length > 1 && (
        <div className={classes.choices}>
          <Button size="sm" variant="default" loading={decide.isPending} onClick={() => say('keep', rows)}>
            {t('keepAll', { count: rows.length })}
          </Button>
          <Button size="sm" variant="subtle" disabled={decide.isPending} onClick={() => say('import', rows)}>
            {t('importAll', { count: rows.length })}
          </Button>
        </div>
      )}
    </div>
  )
}

const nameFields = ['full_name', 'given_name', 'family_name', 'patient_name', 'patient_number']

/** The name as the row has it. */
function nameIn({ columns }: Import, { cells }: ImportRow): string {
  const parts = nameFields.flatMap((field) =>
    columns.flatMap((one) => (one.field === field ? [cells[one.column] ?? ''] : [])),
  )
  return parts.filter(Boolean).join(' ')
}

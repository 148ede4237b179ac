import { useTranslation } from 'react-i18next'
import type { Import, ImportOptions } from '#contract/imports.ts'
import { useFormat } from '../../lib/format.ts'
import { useAct } from '../../lib/query.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { StatRow, StatTile } from '../../ui/StatTile.tsx'
import { BranchesPanel } from './BranchesPanel.tsx'
import { ColumnsPanel } from './ColumnsPanel.tsx'
import { DateQuestion } from './DateQuestion.tsx'
import { FirstRows } from './FirstRows.tsx'
import classes from './imports.module.css'
import { LikelyDuplicates } from './LikelyDuplicates.tsx'
import { Problems } from './Problems.tsx'
import { SheetChoice } from './SheetChoice.tsx'
import { saidOf, useImports } from './use-imports.ts'
import { useSaid } from './use-said.ts'

/** What the columns are taken for and what would happen; every correction makes it anew. */
export function PreviewStep({ it }: { it: Import }) {
  const { t } = useTranslation('imports')
  const said = useSaid()
  const { number } = useFormat()
  const { calls, at } = useImports()
  const correct = useAct(calls.correct, { invalidates: [calls.get] })
  const { preview } = it
  const mapping = it.columns.map(({ field }) => field)
  const save = (next: { mapping?: (string | null)[]; options?: ImportOptions }) =>
    correct.mutate({ ...at, importId: it.id, mapping, options: it.options, version: it.version, ...next })

  return (
    <div className={classes.stack} aria-busy={correct.isPending} data-waiting={correct.isPending || undefined}>
      {preview.blocked && (
        <p className={classes.blocked} role="status">
          {said(preview.blocked)}
        </p>
      )}
      <Refusal error={correct.error}>{saidOf(correct.error, said)}</Refusal>
      <StatRow>
        <StatTile label={t('tiles.rows')} value={number(it.rowsTotal)} />
        <StatTile label={t('tiles.willImport')} value={number(preview.willImport)} />
        <StatTile label={t('tiles.willSetAside')} value={number(preview.willSetAside)} />
        <StatTile label={t('tiles.willRefuse')} value={number(preview.willRefuse)} />
        {it.kind === 'appointments' && <StatTile label={t('tiles.newPatients')} value={number(preview.newPatients)} />}
      </StatRow>
      <SheetChoice it={it} busy={correct.isPending} onChoose={(sheet) => save({ options: { ...it.options, sheet } })} />
      {preview.dateQuestion && (
        <DateQuestion
          question={preview.dateQuestion}
          onChoose={(dateOrder) => save({ options: { ...it.options, dateOrder } })}
        />
      )}
      {it.clinicId === null && preview.newClinics.length > 0 && (
        <BranchesPanel key={it.version} it={it} onSave={(options) => save({ options })} busy={correct.isPending} />
      )}
      {preview.notes.map((note) => (
        <p key={note} className={classes.note}>
          {said(note)}
        </p>
      ))}
      <ColumnsPanel it={it} busy={correct.isPending} onChange={(next) => save({ mapping: next })} />
      <Problems problems={preview.problems} />
      <LikelyDuplicates found={preview.duplicates} all={preview.willSetAside} />
      <FirstRows samples={preview.samples} />
    </div>
  )
}

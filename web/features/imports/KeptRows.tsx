import { useTranslation } from 'react-i18next'
import type { Import } from '#contract/imports.ts'
import { useCall } from '../../lib/query.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { RowsSkeleton } from '../../ui/Skeletons.tsx'
import { DownloadRows } from './DownloadRows.tsx'
import classes from './imports.module.css'
import { useImports } from './use-imports.ts'
import { useSaid } from './use-said.ts'

const shown = 100

/** Rows that were refused, or imported with something left empty, with the reasons; all of them as a file. */
export function KeptRows({ it, outcome }: { it: Import; outcome: 'refused' | 'imported' }) {
  const { t } = useTranslation('imports')
  const said = useSaid()
  const { calls, at } = useImports()
  const found = useCall(calls.rows, { ...at, importId: it.id, outcome, limit: shown }, { topics: ['import'] })
  const rows = found.data?.rows
  if (found.isPending) return <RowsSkeleton rows={5} />
  if (!rows || rows.length === 0)
    return (
      <>
        <Refusal error={found.error} onRetry={() => void found.refetch()} />
        {rows && <EmptyState title={t(`kept.${outcome}None`)} />}
      </>
    )
  return (
    <div className={classes.section}>
      <div className={classes.rowsHead}>
        <p className={classes.quiet}>{t(`kept.${outcome}`)}</p>
        <DownloadRows importId={it.id} outcome={outcome} />
      </div>
      <ul className={classes.kept}>
        {rows.map(({ line, cells, reasons }) => (
          <li key={line}>
            <span className={classes.count}>{t('row', { line })}</span>
            <span className={classes.sentence}>
              {reasons.map((reason) => (
                <span key={reason}>{said(reason)}</span>
              ))}
              <span className={classes.quiet} dir="auto">
                {cells.filter(Boolean).join(' · ')}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {found.data?.more && <p className={classes.quiet}>{t('kept.more', { shown })}</p>}
    </div>
  )
}

import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportSummary } from '#contract/imports.ts'
import { useFormat } from '../../lib/format.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { DateText } from '../../ui/DateText.tsx'
import { ImportStatusBadge } from './ImportStatusBadge.tsx'
import classes from './imports.module.css'

export function useHistoryColumns(): readonly Column<ImportSummary>[] {
  const { t } = useTranslation('imports')
  const { number } = useFormat()
  return useMemo(
    () => [
      {
        id: 'file',
        header: t('columns.file'),
        sortBy: (row) => row.fileName,
        cell: (row) => (
          <span className={classes.fileName}>
            <bdi>{row.fileName}</bdi>
            <span className={classes.quiet}>{t(`kind.${row.kind}`)}</span>
          </span>
        ),
      },
      { id: 'status', header: t('columns.status'), cell: (row) => <ImportStatusBadge of={row} /> },
      {
        id: 'imported',
        header: t('columns.imported'),
        align: 'end',
        cell: (row) => number(row.rowsImported),
        sortBy: (row) => row.rowsImported,
      },
      { id: 'refused', header: t('columns.refused'), align: 'end', wide: true, cell: (row) => number(row.rowsRefused) },
      {
        id: 'setAside',
        header: t('columns.setAside'),
        align: 'end',
        wide: true,
        cell: (row) =>
          row.rowsUndecided > 0 && row.status === 'done'
            ? t('toDecide', { all: number(row.rowsSetAside), open: number(row.rowsUndecided) })
            : number(row.rowsSetAside),
      },
      { id: 'by', header: t('columns.by'), wide: true, cell: (row) => row.createdBy ?? '–' },
      {
        id: 'at',
        header: t('columns.at'),
        wide: true,
        sortBy: (row) => row.createdAt,
        cell: (row) => <DateText value={row.createdAt} style="dayTime" />,
      },
    ],
    [t, number],
  )
}

import { IconFileImport } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportSummary } from '#contract/imports.ts'
import { useCall } from '../../lib/query.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { FilePicker } from './FilePicker.tsx'
import { useHistoryColumns } from './history-columns.tsx'
import classes from './imports.module.css'
import { isUnderWay, useImports } from './use-imports.ts'

/** Choose a file; below, what was imported before. */
export function ImportsPage() {
  const { t } = useTranslation('imports')
  const { calls, at, one } = useImports()
  const navigate = useNavigate()
  const found = useCall(calls.list, { ...at }, { topics: ['import'] })
  const imports = useMemo(() => found.data?.imports, [found.data])
  // The list itself is live; while one is under way its figures move between the events too.
  useCall(calls.list, imports?.some(isUnderWay) ? { ...at } : null, { topics: ['import'], every: 1500 })
  const columns = useHistoryColumns()

  return (
    <Page title={t('title')}>
      <FilePicker onUploaded={(id) => void navigate(one(id))} />
      <section className={classes.section}>
        <h2 className={classes.heading}>{t('history')}</h2>
        <Refusal error={found.error} onRetry={() => void found.refetch()} />
        <DataTable<ImportSummary>
          label={t('history')}
          columns={columns}
          rows={imports}
          rowKey={({ id }) => id}
          loading={found.isPending}
          onOpen={({ id }) => void navigate(one(id))}
          isMuted={({ status }) => status === 'undone'}
          empty={
            <EmptyState icon={<IconFileImport size={28} stroke={1.5} />} title={t('none.title')}>
              {t('none.words')}
            </EmptyState>
          }
        />
      </section>
    </Page>
  )
}

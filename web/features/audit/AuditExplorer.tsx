import { useTranslation } from 'react-i18next'
import { listAuditEvents } from '#contract/audit.ts'
import { useCall } from '#web/lib/query.ts'
import { OlderPages } from '#web/shared/OlderPages.tsx'
import { useCan } from '#web/shared/place.ts'
import { Page } from '#web/ui/Page.tsx'
import { Refusal } from '#web/ui/Refusal.tsx'
import { ActDrawer } from './ActDrawer.tsx'
import classes from './Audit.module.css'
import { AuditFilters } from './AuditFilters.tsx'
import { AuditTable } from './AuditTable.tsx'
import type { AuditSearch } from './audit-search.ts'
import { ChainState } from './ChainState.tsx'
import { ExportButton } from './ExportButton.tsx'
import { filtersOf, isFiltered } from './filters.ts'

interface AuditExplorerProps {
  search: AuditSearch
  /** At head office: all branches, to choose from. */
  withBranch: boolean
  /** `step`: a place one can go back from. */
  onGo: (change: Partial<AuditSearch>, step?: boolean) => void
}

/** Who did what to whom: the trail with its filters, the difference of each act, and the state of its chain. */
export function AuditExplorer({ search, withBranch, onGo }: AuditExplorerProps) {
  const { t } = useTranslation('audit')
  const mayExport = useCan('audit.export')
  const { elevated, ...filters } = filtersOf(search)
  const page = useCall(
    listAuditEvents,
    { ...filters, ...(elevated && { elevated: 'true' }), ...(search.before && { before: search.before }) },
    { topics: [], keep: true },
  )
  const rows = page.data?.events
  const about = rows?.find((row) => row.patientId === search.patient || row.subjectId === search.subject)
  const filter = (change: Partial<AuditSearch>) => onGo({ before: undefined, act: undefined, ...change })
  return (
    <Page
      title={t('title')}
      action={mayExport ? <ExportButton search={search} /> : undefined}
      toolbar={
        <AuditFilters
          search={search}
          withBranch={withBranch}
          subject={about?.patientName ?? about?.subjectName ?? undefined}
          onChange={filter}
        />
      }
    >
      <ChainState />
      <Refusal error={page.error} onRetry={() => void page.refetch()} />
      <div className={classes.list} aria-busy={page.isFetching && page.isPlaceholderData}>
        {!page.error && (
          <AuditTable
            rows={rows}
            loading={page.isPending}
            filtered={isFiltered(search)}
            withBranch={withBranch}
            selected={search.act}
            onOpen={({ id }) => onGo({ act: id }, true)}
          />
        )}
      </div>
      <OlderPages
        before={search.before}
        next={page.data?.next}
        onGo={(before) => onGo({ before, act: undefined }, true)}
      />
      <ActDrawer
        event={rows?.find(({ id }) => id === search.act)}
        onClose={() => onGo({ act: undefined })}
        onFilter={filter}
      />
    </Page>
  )
}

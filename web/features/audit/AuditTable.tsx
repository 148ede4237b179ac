import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditEvent } from '#contract/audit.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { DateText } from '#web/ui/DateText.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import classes from './Audit.module.css'
import { ShortDifference } from './Difference.tsx'
import { Person } from './Person.tsx'
import { useAuditWords } from './words.ts'

interface AuditTableProps {
  rows: readonly AuditEvent[] | undefined
  loading: boolean
  filtered: boolean
  withBranch: boolean
  selected: string | undefined
  onOpen: (event: AuditEvent) => void
}

/** The trail as rows, newest first: when, who, what, about whom, where. */
export function AuditTable({ rows, loading, filtered, withBranch, selected, onOpen }: AuditTableProps) {
  const { t } = useTranslation('audit')
  const columns = useMemo<Column<AuditEvent>[]>(() => {
    const where: Column<AuditEvent> = {
      id: 'branch',
      header: t('column.branch'),
      wide: true,
      cell: ({ clinicName }) => clinicName ?? <span className={classes.soft}>{t('headOffice')}</span>,
    }
    return [
      { id: 'at', header: t('column.at'), cell: ({ at }) => <DateText value={at} style="dayTime" />, width: '8.5rem' },
      { id: 'who', header: t('column.who'), wide: true, cell: (row) => <Who event={row} /> },
      { id: 'what', header: t('column.what'), cell: (row) => <Act event={row} /> },
      ...(withBranch ? [where] : []),
    ]
  }, [t, withBranch])
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      loading={loading}
      selected={selected}
      onOpen={onOpen}
      empty={
        <EmptyState title={t(filtered ? 'none.title' : 'empty.title')}>
          {t(filtered ? 'none.body' : 'empty.body')}
        </EmptyState>
      }
    />
  )
}

function Who({ event }: { event: AuditEvent }) {
  return <Person name={event.userName} operatorName={event.operatorName} elevated={event.elevationId !== null} />
}

function Act({ event }: { event: AuditEvent }) {
  const words = useAuditWords()
  const { t } = useTranslation('audit')
  // Who signs in is said already.
  const about = event.patientName ?? (event.subjectId === event.userId ? null : event.subjectName)
  return (
    <div className={classes.act}>
      <div className={classes.onlyNarrow}>
        <Who event={event} />
      </div>
      <div>
        <span className={classes.sentence}>{words.act(event.event)}</span>
        {about && (
          <>
            {' · '}
            <bdi>{about}</bdi>{' '}
            {event.patientNumber && <bdi className={`ltr ${classes.soft}`}>{event.patientNumber}</bdi>}
          </>
        )}
      </div>
      <ShortDifference changes={event.changes} />
      {event.reason && <div className={classes.short}>{t('because', { reason: event.reason })}</div>}
    </div>
  )
}

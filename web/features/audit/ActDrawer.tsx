import { Button, Drawer, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { AuditEvent } from '#contract/audit.ts'
import { useFormat } from '#web/lib/format.ts'
import { paths } from '#web/lib/paths.ts'
import classes from './Audit.module.css'
import type { AuditSearch } from './audit-search.ts'
import { Difference } from './Difference.tsx'
import { Fact, TraceFacts } from './Facts.tsx'
import { Person } from './Person.tsx'
import { capital, useAuditWords } from './words.ts'

interface ActDrawerProps {
  event: AuditEvent | undefined
  onClose: () => void
  onFilter: (change: Partial<AuditSearch>) => void
}

/** One act: who, when, where, about whom, why, and what it changed. */
export function ActDrawer({ event, onClose, onFilter }: ActDrawerProps) {
  const words = useAuditWords()
  return (
    <Drawer
      opened={event !== undefined}
      onClose={onClose}
      title={event ? capital(words.act(event.event)) : ''}
      size="md"
    >
      {event && <Told event={event} onFilter={onFilter} />}
    </Drawer>
  )
}

function Told({ event, onFilter }: { event: AuditEvent; onFilter: ActDrawerProps['onFilter'] }) {
  const { t } = useTranslation('audit')
  const words = useAuditWords()
  const { date } = useFormat()
  const { clinicId, patientId, userId } = event
  return (
    <div className={classes.told}>
      <dl className={classes.facts}>
        <Fact label={t('column.at')}>{`${date(event.at, 'full')}, ${date(event.at, 'time')}`}</Fact>
        <Fact label={t('column.who')}>
          <Person name={event.userName} operatorName={event.operatorName} elevated={event.elevationId !== null} />
        </Fact>
        <Fact label={t('column.branch')}>{event.clinicName ?? t('headOffice')}</Fact>
        {event.patientName && (
          <Fact label={t('act.patient')}>
            {clinicId && patientId ? (
              <Link {...paths.patient(clinicId, patientId)}>
                <bdi>{event.patientName}</bdi> <bdi className="ltr">{event.patientNumber}</bdi>
              </Link>
            ) : (
              <bdi>{event.patientName}</bdi>
            )}
          </Fact>
        )}
        {event.subjectName && event.subjectName !== event.patientName && event.subjectId !== userId && (
          <Fact label={t('act.subject')}>{event.subjectName}</Fact>
        )}
        {event.reason && <Fact label={t('act.reason')}>{event.reason}</Fact>}
        {event.facts.map(({ field, value }) => (
          <Fact key={field} label={words.field(field)}>
            <bdi>{words.value(field, value)}</bdi>
          </Fact>
        ))}
      </dl>
      {event.changes.length > 0 && <Difference changes={event.changes} />}
      {event.shreddedAt && <p className={classes.soft}>{t('act.shredded', { date: date(event.shreddedAt, 'day') })}</p>}
      <Group gap="xs">
        {userId && (
          <Button size="xs" variant="default" onClick={() => onFilter({ who: userId })}>
            {t('act.allByPerson')}
          </Button>
        )}
        {patientId ? (
          <Button size="xs" variant="default" onClick={() => onFilter({ patient: patientId })}>
            {t('act.allAboutPatient')}
          </Button>
        ) : (
          <Button size="xs" variant="default" onClick={() => onFilter({ subject: event.subjectId })}>
            {t('act.allAboutThis')}
          </Button>
        )}
      </Group>
      <TraceFacts act={event} />
    </div>
  )
}

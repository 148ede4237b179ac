import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Visit } from '#contract/appointments.ts'
import { useFormat } from '#web/lib/format.ts'
import { longWaitMinutes, waitedMinutes } from '#web/shared/waiting.ts'
import { StatusShape } from '#web/ui/StatusShape.tsx'
import classes from './Queue.module.css'

interface QueueRowProps {
  visit: Visit
  /** Since when the person waits or is in the room; makes the minutes at the end of the line. */
  since?: string | null
  now: string
  /** Whom the desk is to call: with the number. */
  toCall?: boolean
  act?: { label: string; run: () => void; disabled: boolean } | undefined
  onOpen: (id: string) => void
}

/** One person of the queue: token, name, doctor, how long. */
export function QueueRow({ visit, since, now, toCall = false, act, onOpen }: QueueRowProps) {
  const { t } = useTranslation('appointments')
  const { time, minutes } = useFormat()
  const waited = since ? waitedMinutes(since, Date.parse(now)) : null
  const facts = [visit.doctorName ?? t('queue.anyDoctor'), visit.serviceName || visit.reason].filter(Boolean)

  return (
    <li className={classes.row} data-queue={visit.id}>
      <button type="button" className={classes.open} onClick={() => onOpen(visit.id)}>
        <span className={classes.lead}>
          <span className={classes.token}>
            {visit.token ?? (visit.timed ? <time>{time(visit.startsAt)}</time> : '–')}
          </span>
          {waited !== null && (
            <span
              className={classes.waited}
              data-long={(visit.status === 'arrived' && waited >= longWaitMinutes) || undefined}
            >
              {minutes(waited)}
            </span>
          )}
        </span>
        <span className={classes.who}>
          <span className={classes.name}>
            <span dir="auto">{visit.patientName}</span>
            {visit.hasAlerts && (
              <span className={classes.alert} title={t('alert')}>
                <StatusShape shape="alert" />
                <span className="visually-hidden">{t('alert')}</span>
              </span>
            )}
          </span>
          <span className={classes.facts}>
            {toCall && visit.patientPhone && (
              <>
                <bdi className="ltr figures">{visit.patientPhone}</bdi> ·{' '}
              </>
            )}
            <span dir="auto">{facts.join(' · ')}</span>
          </span>
        </span>
      </button>
      {act && (
        <Button size="compact-sm" variant="light" disabled={act.disabled} onClick={act.run} className={classes.act}>
          {act.label}
        </Button>
      )}
    </li>
  )
}

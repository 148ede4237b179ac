import { Button } from '@mantine/core'
import { useInterval } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Visit } from '#contract/appointments.ts'
import { useFormat } from '../../lib/format.ts'
import { paths } from '../../lib/paths.ts'
import { DateText } from '../../ui/DateText.tsx'
import { StatusShape } from '../../ui/StatusShape.tsx'
import classes from './DayGroup.module.css'
import { waitingMinutes } from './day.ts'

interface DayGroupProps {
  title: string
  visits: readonly Visit[]
  /** Whose patient it is stands there too. */
  everybody: boolean
  isQuiet?: boolean
  /** Calls the patient in. The name only opens the visit to read. */
  onOpen?: (visit: Visit) => void
  clinicId: string
}

export function DayGroup({ title, visits, everybody, isQuiet, onOpen, clinicId }: DayGroupProps) {
  if (visits.length === 0) return null
  return (
    <section className={classes.group} data-quiet={isQuiet || undefined}>
      <h2 className={classes.title}>
        {title} <span className={classes.count}>{visits.length}</span>
      </h2>
      <ul className={classes.list}>
        {visits.map((visit) => (
          <Row key={visit.id} visit={visit} everybody={everybody} onOpen={onOpen} clinicId={clinicId} />
        ))}
      </ul>
    </section>
  )
}

function Row({
  visit,
  everybody,
  onOpen,
  clinicId,
}: { visit: Visit } & Pick<DayGroupProps, 'everybody' | 'onOpen' | 'clinicId'>) {
  const { t } = useTranslation('clinical')
  const { patientName, patientNumber, serviceName, reason, doctorName, token, hasAlerts, status } = visit
  return (
    <li className={classes.row}>
      <span className={classes.time}>
        <DateText value={visit.startsAt} style="time" />
        {token !== null && <span className={classes.token}>{t('token', { token })}</span>}
      </span>
      <span className={classes.who}>
        <Link {...paths.visit(clinicId, visit.id)} className={classes.name}>
          <bdi>{patientName}</bdi> <bdi className={classes.number}>{patientNumber}</bdi>
        </Link>
        {hasAlerts && (
          <span className={classes.alerts}>
            <StatusShape shape="alert" /> {t('doctor.alerts')}
          </span>
        )}
      </span>
      <span className={classes.what}>
        {[reason || serviceName, everybody ? (doctorName ?? t('doctor.anyDoctor')) : null].filter(Boolean).join(' · ')}
      </span>
      <span className={classes.end}>
        {status === 'arrived' && <Waiting visit={visit} />}
        {(status === 'no_show' || status === 'cancelled') && t(`start.${status}`)}
        {onOpen && (
          <Button
            size="xs"
            variant="default"
            onClick={() => onOpen(visit)}
            aria-label={t(status === 'in_room' ? 'doctor.openThis' : 'doctor.callThis', { patient: patientName })}
          >
            {status === 'in_room' ? t('doctor.open') : t('doctor.callIn')}
          </Button>
        )}
      </span>
    </li>
  )
}

/** Counts on by itself; what waits too long stands out. */
function Waiting({ visit }: { visit: Visit }) {
  const { t } = useTranslation('clinical')
  const { minutes: write } = useFormat()
  const [now, setNow] = useState(Date.now)
  useInterval(() => setNow(Date.now()), 20_000, { autoInvoke: true })
  const minutes = waitingMinutes(visit, now)
  return (
    <span className={classes.waiting} data-long={minutes >= 30 || undefined}>
      <StatusShape shape="clock" /> {t('doctor.waits', { time: write(minutes) })}
    </span>
  )
}

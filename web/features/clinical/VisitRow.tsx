import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Visit } from '#contract/appointments.ts'
import { paths } from '../../lib/paths.ts'
import { DateText } from '../../ui/DateText.tsx'
import { StatusShape } from '../../ui/StatusShape.tsx'
import classes from './VisitRow.module.css'

interface VisitGroupProps {
  title: string
  count: number
  isQuiet?: boolean
  /** VisitRows. */
  children: ReactNode
}

/** Visits that stand alike, under their name and number; nothing when there are none. */
export function VisitGroup({ title, count, isQuiet, children }: VisitGroupProps) {
  if (count === 0) return null
  return (
    <section className={classes.group} data-quiet={isQuiet || undefined}>
      <h2 className={classes.title}>
        {title} <span className={classes.count}>{count}</span>
      </h2>
      <ul className={classes.list}>{children}</ul>
    </section>
  )
}

interface VisitRowProps
  extends Pick<Visit, 'id' | 'startsAt' | 'timed' | 'token' | 'patientName' | 'patientNumber' | 'hasAlerts'> {
  clinicId: string
  what: ReactNode
  end: ReactNode
}

/** When and who; the name opens the visit to read. */
export function VisitRow({
  clinicId,
  id,
  startsAt,
  timed,
  token,
  patientName,
  patientNumber,
  hasAlerts,
  what,
  end,
}: VisitRowProps) {
  const { t } = useTranslation('clinical')
  return (
    <li className={classes.row}>
      <span className={classes.time}>
        {timed && <DateText value={startsAt} style="time" />}
        {token !== null && <span className={classes.token}>{t('token', { token })}</span>}
      </span>
      <span className={classes.who}>
        <Link {...paths.visit(clinicId, id)} className={classes.name}>
          <bdi>{patientName}</bdi> <bdi className={classes.number}>{patientNumber}</bdi>
        </Link>
        {hasAlerts && (
          <span className={classes.alerts}>
            <StatusShape shape="alert" /> {t('doctor.alerts')}
          </span>
        )}
      </span>
      <span className={classes.what}>{what}</span>
      <span className={classes.end}>{end}</span>
    </li>
  )
}

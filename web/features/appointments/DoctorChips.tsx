import type { WheelEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanColumn, Visit } from '#contract/appointments.ts'
import { toneStyle } from '#web/ui/calendar/index.ts'
import classes from './DoctorChips.module.css'

interface DoctorChipsProps {
  columns: readonly PlanColumn[]
  visits: readonly Visit[]
  chosen: readonly string[]
  /** On a narrow screen the calendar has its own tabs. */
  view?: 'calendar' | 'queue'
  onChange: (doctors: string[] | undefined) => void
}

/** Which doctors the calendar and the queue show; none chosen means all. The choice stands in the URL. */
export function DoctorChips({ columns, visits, chosen, view = 'queue', onChange }: DoctorChipsProps) {
  const { t } = useTranslation('appointments')
  if (columns.length < 2) return null
  const counts = Map.groupBy(
    visits.filter(({ status }) => status !== 'cancelled'),
    ({ doctorId }) => doctorId,
  )
  const toggle = (id: string) => {
    const next = chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]
    onChange(next.length > 0 ? next : undefined)
  }

  return (
    <fieldset
      className={classes.chips}
      data-view={view}
      aria-label={t('day.doctors')}
      onWheel={rollSideways} // a mouse has one wheel
    >
      <button
        type="button"
        className={classes.chip}
        aria-pressed={chosen.length === 0}
        onClick={() => onChange(undefined)}
      >
        {t('day.allDoctors')}
      </button>
      {columns.map(({ doctorId, doctorName, color, open }) => (
        <button
          key={doctorId}
          type="button"
          className={classes.chip}
          aria-pressed={chosen.includes(doctorId)}
          data-off={open.length === 0 || undefined}
          title={open.length === 0 ? t('day.notWorking', { doctor: doctorName }) : undefined}
          style={toneStyle(color)}
          onClick={() => toggle(doctorId)}
        >
          <span className={classes.dot} aria-hidden />
          {doctorName}
          <span className={classes.count}>{counts.get(doctorId)?.length ?? 0}</span>
        </button>
      ))}
    </fieldset>
  )
}

function rollSideways({ currentTarget, deltaX, deltaY }: WheelEvent<HTMLElement>) {
  const forward = getComputedStyle(currentTarget).direction === 'rtl' ? -1 : 1
  if (!deltaX) currentTarget.scrollBy({ left: deltaY * forward })
}

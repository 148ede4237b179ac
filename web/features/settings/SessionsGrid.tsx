import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ClinicDoctor, DoctorSession } from '#contract/schedule.ts'
import { clockText } from '../../lib/clock.ts'
import { useFormat } from '../../lib/format.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import classes from './SessionsGrid.module.css'
import { weekdayName, weekdays } from './week.ts'

interface SessionsGridProps {
  doctors: readonly ClinicDoctor[]
  sessions: readonly DoctorSession[]
  onOpen: (session: DoctorSession) => void
  onAdd: (doctorId: string, weekday: number) => void
}

/** A row per doctor, a column per weekday; on a phone a block per doctor with a line per weekday. */
export function SessionsGrid({ doctors, sessions, onOpen, onAdd }: SessionsGridProps) {
  const { t } = useTranslation('settings')
  const { locale } = useFormat()
  return (
    <div className={classes.scroller}>
      <table className={classes.grid}>
        <thead>
          <tr>
            <th scope="col">{t('doctors.doctor')}</th>
            {weekdays.map((weekday) => (
              <th key={weekday} scope="col">
                {weekdayName(weekday, locale, 'short')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {doctors.map((doctor) => (
            <tr key={doctor.id}>
              <th scope="row" className={classes.doctor}>
                <bdi>{doctor.fullName}</bdi>
                <span className={classes.detail}>
                  {[doctor.specialties[0], doctor.room].filter(Boolean).join(' · ')}
                </span>
                {doctor.visiting && (
                  <StatusBadge tone="plain" shape="dashed" bare>
                    {t('doctors.visiting')}
                  </StatusBadge>
                )}
              </th>
              {weekdays.map((weekday) => {
                const name = weekdayName(weekday, locale)
                const day = sessions.filter((one) => one.doctorId === doctor.id && one.weekday === weekday)
                return (
                  <td key={weekday} data-day={weekdayName(weekday, locale, 'short')}>
                    <div className={classes.day}>
                      {day.map((session) => (
                        <SessionButton
                          key={session.id}
                          session={session}
                          whose={t('doctors.open', { doctor: doctor.fullName, day: name })}
                          onOpen={() => onOpen(session)}
                        />
                      ))}
                      <button
                        type="button"
                        className={classes.add}
                        aria-label={t('doctors.addOn', { doctor: doctor.fullName, day: name })}
                        onClick={() => onAdd(doctor.id, weekday)}
                      >
                        <IconPlus size={14} aria-hidden />
                      </button>
                    </div>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function SessionButton({ session, whose, onOpen }: { session: DoctorSession; whose: string; onOpen: () => void }) {
  const { t } = useTranslation('settings')
  const { date, today } = useFormat()
  const { validFrom, validTo } = session
  const isOver = validTo !== null && validTo < today()
  return (
    <button type="button" className={classes.session} data-over={isOver || undefined} onClick={onOpen}>
      <span className="visually-hidden">{whose}</span>
      <bdi className="ltr figures">{timeOf(session)}</bdi>
      {validFrom && validFrom > today() && <span>{t('doctors.from', { day: date(validFrom, 'short') })}</span>}
      {validTo && <span>{t(isOver ? 'doctors.ended' : 'doctors.until', { day: date(validTo, 'short') })}</span>}
    </button>
  )
}

function timeOf({ startsMinute, endsMinute }: DoctorSession): string {
  return `${clockText(startsMinute)}–${clockText(endsMinute)}`
}

import { useTranslation } from 'react-i18next'
import type { BranchDay } from '#contract/network.ts'
import { MiniBar } from '../../ui/MiniBar.tsx'
import { StatusBadge, type StatusBadgeProps } from '../../ui/StatusBadge.tsx'
import classes from './BranchStory.module.css'
import { useFigures } from './use-figures.ts'

type Doctor = BranchDay['doctors'][number]

/** Every doctor of the day: session, figures, and what she is doing now. */
export function StoryDoctors({ story }: { story: BranchDay }) {
  const { t } = useTranslation('network')
  const { number, wait } = useFigures()
  return (
    <section className={classes.part}>
      <h3 className={classes.title}>{t('story.doctors')}</h3>
      {story.doctors.length === 0 && <p className={classes.calm}>{t('story.noDoctors')}</p>}
      <ul className={classes.doctors}>
        {story.doctors.map((doctor) => (
          <li key={doctor.doctorId ?? ''} className={classes.doctor}>
            <div className={classes.who}>
              <span className={classes.doctorName}>{doctor.fullName || t('story.noDoctor')}</span>
              <Session doctor={doctor} />
              {story.isToday && <Now doctor={doctor} minute={story.minute} />}
            </div>
            <MiniBar
              parts={[
                { label: t('bar.done'), value: doctor.done, tone: 'accent' },
                { label: t('bar.inside'), value: doctor.arrived - doctor.done, tone: 'info' },
                { label: t('bar.noShow'), value: doctor.noShow, tone: 'warn' },
              ]}
              total={doctor.booked}
            />
            <p className={classes.figures}>
              {[
                t('story.bookedN', { n: number(doctor.booked) }),
                t('story.cameN', { n: number(doctor.arrived) }),
                t('story.doneN', { n: number(doctor.done) }),
                doctor.noShow > 0 && t('story.noShowN', { n: number(doctor.noShow) }),
                doctor.cancelled > 0 && t('story.cancelledN', { n: number(doctor.cancelled) }),
                doctor.waiting > 0 &&
                  t('story.waitingN', { n: number(doctor.waiting), time: wait(doctor.longestWaitMinutes ?? 0) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Session({ doctor: { startsMinute, endsMinute } }: { doctor: Doctor }) {
  const { t } = useTranslation('network')
  const { clock } = useFigures()
  if (startsMinute === null || endsMinute === null)
    return <span className={classes.session}>{t('story.noSession')}</span>
  return (
    <bdi className={`ltr ${classes.session}`}>
      {clock(startsMinute)}–{clock(endsMinute)}
    </bdi>
  )
}

/** What she is doing now, worst first. */
function Now({ doctor, minute }: { doctor: Doctor; minute: number }) {
  const { t } = useTranslation('network')
  const { wait } = useFigures()
  const look = lookOf(doctor, minute)
  const words = look.key === 'late' ? t('story.late', { time: wait(doctor.lateMinutes ?? 0) }) : t(`story.${look.key}`)
  return (
    <StatusBadge tone={look.tone} shape={look.shape} bare>
      {words}
    </StatusBadge>
  )
}

type Look = Pick<StatusBadgeProps, 'tone' | 'shape'> & {
  key: 'late' | 'inRoom' | 'away' | 'noVisits' | 'finished' | 'notYet' | 'free'
}

function lookOf(doctor: Doctor, minute: number): Look {
  if (doctor.lateMinutes !== null) return { key: 'late', tone: 'bad', shape: 'clock' }
  if (doctor.inRoom > 0) return { key: 'inRoom', tone: 'good', shape: 'dot' }
  if (doctor.away) return { key: 'away', tone: 'plain', shape: 'dashed' }
  if (doctor.booked === 0) return { key: 'noVisits', tone: 'plain', shape: 'bar' }
  if (doctor.booked <= doctor.done + doctor.noShow || minute >= (doctor.endsMinute ?? 1440))
    return { key: 'finished', tone: 'plain', shape: 'check' }
  if (doctor.arrived === 0) return { key: 'notYet', tone: 'plain', shape: 'ring' }
  return { key: 'free', tone: 'plain', shape: 'ring' }
}

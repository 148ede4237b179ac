import { useTranslation } from 'react-i18next'
import type { SettledVisit } from '#contract/people.ts'
import { useFormat } from '../../lib/format.ts'
import classes from './People.module.css'
import { whenOf } from './when.ts'

/** What became of each appointment: when, whose, where it is now. */
export function Settled({ appointments }: { appointments: readonly SettledVisit[] }) {
  const { t } = useTranslation('people')
  const format = useFormat()
  if (appointments.length === 0) return null
  return (
    <section className={classes.block}>
      <h2>{t('after.title')}</h2>
      <ul className={classes.rows}>
        {appointments.map(({ id, startsAt, timed, timeZone, patientName, outcome, branchName, doctorName }) => (
          <li key={id}>
            <span className="figures">{whenOf({ startsAt, timed, timeZone }, format)}</span>
            <bdi className={classes.name}>{patientName}</bdi>
            <span className={classes.soft}>
              {t(`after.${outcome}`, { doctor: doctorName ?? '–', branch: branchName })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

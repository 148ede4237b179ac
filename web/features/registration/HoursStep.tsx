import { Button, Chip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getClinic, setHours } from '#contract/clinics.ts'
import { getFirstSteps } from '#contract/registration.ts'
import { useFormat } from '../../lib/format.ts'
import { routePaths } from '../../lib/paths.ts'
import { useAct, useCall } from '../../lib/query.ts'
import { useClinic } from '../../shared/place.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { TimeField } from '../../ui/TimeField.tsx'
import classes from './FirstSteps.module.css'
import { Step } from './Step.tsx'

const week = [1, 2, 3, 4, 5, 6, 7]
// 1 January 2024 was a Monday.
const dayOf = (weekday: number) => new Date(Date.UTC(2024, 0, weekday))

/** The usual week in one line; finer things are in the settings. */
export function HoursStep({ done }: { done: boolean }) {
  const { t } = useTranslation('registration')
  const { locale } = useFormat()
  const { id: clinicId, name } = useClinic()
  const clinic = useCall(getClinic, done ? null : { clinicId })
  const [days, setDays] = useState(['1', '2', '3', '4', '5', '6'])
  const [opensMinute, setOpens] = useState(9 * 60)
  const [closesMinute, setCloses] = useState(18 * 60)
  const [wrong, setWrong] = useState(false)
  const save = useAct(setHours, { invalidates: [getFirstSteps, getClinic] })
  const short = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const faulty = days.length === 0 || closesMinute <= opensMinute
    setWrong(faulty)
    if (faulty || !clinic.data) return
    const hours = days.map(Number).map((weekday) => ({ weekday, opensMinute, closesMinute }))
    save.mutate({ clinicId, version: clinic.data.version, hours })
  }

  if (done)
    return (
      <Step title={t('steps.hours.title')} done>
        <p className={classes.words}>
          {t('steps.hours.done')}{' '}
          <Link to={routePaths.settingsHours} params={{ clinicId }} className={classes.link}>
            {t('steps.hours.change')}
          </Link>
        </p>
      </Step>
    )
  return (
    <Step title={t('steps.hours.title')} done={false}>
      <p className={classes.words}>{t('steps.hours.body', { clinic: name })}</p>
      <form noValidate onSubmit={submit} className={classes.form}>
        <Chip.Group multiple value={days} onChange={setDays}>
          <fieldset className={classes.chips} aria-label={t('steps.hours.days')}>
            {week.map((weekday) => (
              <Chip key={weekday} value={String(weekday)} size="xs">
                {short.format(dayOf(weekday))}
              </Chip>
            ))}
          </fieldset>
        </Chip.Group>
        <div className={classes.row}>
          <TimeField label={t('steps.hours.from')} minute={opensMinute} onMinute={setOpens} />
          <TimeField label={t('steps.hours.to')} minute={closesMinute} onMinute={setCloses} />
          <Button type="submit" loading={save.isPending}>
            {t('steps.hours.save')}
          </Button>
        </div>
        {wrong && (
          <p role="alert" className={classes.wrong}>
            {t('steps.hours.wrong')}
          </p>
        )}
        <Refusal error={save.error ?? clinic.error} />
      </form>
    </Step>
  )
}

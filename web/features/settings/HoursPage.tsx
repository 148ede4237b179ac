import { useTranslation } from 'react-i18next'
import { type Clinic, setHours } from '#contract/clinics.ts'
import { clockText } from '../../lib/clock.ts'
import { useFormat } from '../../lib/format.ts'
import { Allowed } from '../../shared/Allowed.tsx'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import classes from './Hours.module.css'
import { HoursDay } from './HoursDay.tsx'
import settings from './SettingsPage.module.css'
import { useClinicForm } from './use-clinic-form.ts'
import { VersionedForm } from './VersionedForm.tsx'
import { copiedTo, faultOf, onDay, type Stretch, weekdayName, weekdays, withDay } from './week.ts'

/** When the branch is open: a week, several stretches a day. */
export function HoursPage() {
  const { t } = useTranslation('settings')
  return (
    <Allowed needs="clinic.update">
      <Page title={t('hours.title')} shape="read">
        <HoursForm />
      </Page>
    </Allowed>
  )
}

function HoursForm() {
  const { t } = useTranslation('settings')
  const { locale } = useFormat()
  const form = useClinicForm({
    valuesOf: ({ hours }: Clinic) => ({ hours: hours as Stretch[] }),
    endpoint: setHours,
    inputOf: (values) => values,
  })
  const { clinic, answer } = form
  if (!clinic || !form.values) return <Refusal error={answer.error} onRetry={() => void answer.refetch()} />

  const { hours } = form.values
  const days = weekdays.map((weekday) => ({ weekday, day: onDay(hours, weekday) }))
  const faulty = days.some(({ day }) => day.some((_, index) => faultOf(day, index)))
  const words = (week: readonly Stretch[], weekday: number) =>
    onDay(week, weekday)
      .map(({ opensMinute, closesMinute }) => `${clockText(opensMinute)} – ${clockText(closesMinute)}`)
      .join('\n') || t('hours.closed')

  return (
    <VersionedForm
      form={form}
      faulty={faulty}
      differences={(theirs) =>
        weekdays
          .map((weekday) => ({
            label: weekdayName(weekday, locale),
            mine: words(hours, weekday),
            theirs: words(theirs.hours, weekday),
          }))
          .filter(({ mine, theirs }) => mine !== theirs)
      }
    >
      <p className={settings.hint}>{t('hours.hint')}</p>
      <div className={classes.week}>
        {days.map(({ weekday, day }) => (
          <HoursDay
            key={weekday}
            weekday={weekday}
            day={day}
            step={clinic.snapMinutes}
            onChange={(next) => form.set({ hours: withDay(hours, weekday, next) })}
            onCopy={(to) => form.set({ hours: copiedTo(hours, weekday, to) })}
          />
        ))}
      </div>
    </VersionedForm>
  )
}

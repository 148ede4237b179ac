import { useTranslation } from 'react-i18next'
import { type Clinic, getClinic, setHours } from '#contract/clinics.ts'
import { clockText } from '../../lib/clock.ts'
import { useFormat } from '../../lib/format.ts'
import { useAct, useCall } from '../../lib/query.ts'
import { Allowed } from '../../shared/Allowed.tsx'
import { BothSides } from '../../shared/BothSides.tsx'
import { useClinic } from '../../shared/place.ts'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { toast } from '../../ui/toasts.tsx'
import classes from './Hours.module.css'
import { HoursDay } from './HoursDay.tsx'
import { SettingsForm } from './SettingsForm.tsx'
import settings from './SettingsPage.module.css'
import { savedMeanwhile, useKeptForm } from './use-kept-form.ts'
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
  const { id: clinicId } = useClinic()
  const answer = useCall(getClinic, { clinicId }, { topics: ['clinic'] })
  const clinic = answer.data
  const form = useKeptForm(clinic && { version: clinic.version, values: { hours: clinic.hours as Stretch[] } })
  const save = useAct(setHours, {
    onSuccess: () => {
      form.reset()
      toast.done(t('saved'))
    },
  })
  const theirs = savedMeanwhile<Clinic>(save.error)
  if (!clinic || !form.values) return <Refusal error={answer.error} onRetry={() => void answer.refetch()} />

  const { hours } = form.values
  const saveWith = (version: number) => save.mutate({ clinicId, version, hours })
  const days = weekdays.map((weekday) => ({ weekday, day: onDay(hours, weekday) }))
  const faulty = days.some(({ day }) => day.some((_, index) => faultOf(day, index)))
  const words = (week: readonly Stretch[], weekday: number) =>
    onDay(week, weekday)
      .map(({ opensMinute, closesMinute }) => `${clockText(opensMinute)} – ${clockText(closesMinute)}`)
      .join('\n') || t('hours.closed')

  return (
    <>
      <SettingsForm
        dirty={form.dirty}
        busy={save.isPending}
        error={theirs ? null : save.error}
        faulty={faulty}
        onSave={() => saveWith(form.version ?? clinic.version)}
        onDiscard={form.reset}
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
      </SettingsForm>
      <BothSides
        differences={
          theirs &&
          weekdays
            .map((weekday) => ({
              label: weekdayName(weekday, locale),
              mine: words(hours, weekday),
              theirs: words(theirs.hours, weekday),
            }))
            .filter(({ mine, theirs }) => mine !== theirs)
        }
        busy={save.isPending}
        onKeepMine={() => theirs && saveWith(theirs.version)}
        onTakeTheirs={() => {
          form.reset()
          save.reset()
        }}
      />
    </>
  )
}

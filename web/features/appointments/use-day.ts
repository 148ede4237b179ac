import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { getDayPlan, listDay, type Visit } from '#contract/appointments.ts'
import { useFormat } from '#web/lib/format.ts'
import { useCall } from '#web/lib/query.ts'
import { useClinic } from '#web/shared/place.ts'
import { dayRange } from '#web/ui/calendar/index.ts'
import { calendarColumn, calendarEvent, type DayWords, isDrawn, shownColumns } from './day-model.ts'
import { dayOf, minuteOf } from './time.ts'
import { useNow } from './use-now.ts'

const none: Visit[] = []
/** Above this many columns a doctor's name has no room for its title. */
const roomyColumns = 6

/** A day of the branch on screen: its plan, its appointments, and what the calendar draws of them. */
export function useDay(date: string | undefined, doctors: readonly string[] | undefined) {
  const { id: clinicId, timeZone } = useClinic()
  const now = useNow()
  const today = dayOf(now, timeZone)
  const day = date ?? today
  const plan = useCall(getDayPlan, { clinicId, day }, { topics: ['appointment', 'schedule', 'clinic'] })
  const list = useCall(listDay, { clinicId, day })
  const words = useDayWords()
  const visits = list.data?.visits ?? none

  const columns = useMemo(() => {
    const shown = plan.data ? shownColumns(plan.data, visits, doctors) : []
    return shown.map((column) => calendarColumn(column, words, shown.length > roomyColumns))
  }, [plan.data, visits, doctors, words])
  const events = useMemo(
    () => visits.filter(isDrawn).map((visit) => calendarEvent(visit, day, timeZone, words)),
    [visits, day, timeZone, words],
  )
  const range = useMemo(() => dayRange(columns, events, { from: 8 * 60, to: 20 * 60 }), [columns, events])

  return {
    clinicId,
    timeZone,
    day,
    today,
    isToday: day === today,
    now,
    nowMinute: day === today ? minuteOf(now, day, timeZone) : null,
    plan: plan.data,
    visits,
    columns,
    events,
    range,
    error: plan.error ?? list.error,
    loading: plan.isPending || list.isPending,
    retry: () => void Promise.all([plan.refetch(), list.refetch()]),
  }
}
export type DayData = ReturnType<typeof useDay>

function useDayWords(): DayWords {
  const { t } = useTranslation('appointments')
  const { money } = useFormat()
  // biome-ignore lint/correctness/useExhaustiveDependencies: `money` is made anew each time; `t` changes with the language
  return useMemo(
    () => ({
      away: (kind, place) => t(`away.${kind}`, { place }),
      alert: t('alert'),
      due: (dueMinor) => t('due', { amount: money(dueMinor) }),
    }),
    [t],
  )
}

import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanColumn } from '#contract/appointments.ts'
import { useFormat } from '#web/lib/format.ts'
import { Face } from '#web/shared/Face.tsx'
import { Calendar, type CalendarColumn, type CalendarLabels, type CalendarSelection } from '#web/ui/calendar/index.ts'
import { useKeys } from '#web/ui/keys.ts'
import { clockOf } from './time.ts'
import type { DayData } from './use-day.ts'
import { useMoveVisit } from './use-move-visit.ts'
import type { VisitActs } from './use-visit-acts.ts'

interface DayCalendarProps {
  day: DayData
  acts: VisitActs
  selection: CalendarSelection
  onPick: (doctorId: string, minute: number) => void
  onOpen: (visitId: string) => void
}

/** The branch's day on the calendar. */
export function DayCalendar({ day, acts, selection, onPick, onOpen }: DayCalendarProps) {
  const { t } = useTranslation('appointments')
  const { date } = useFormat()
  const labels = useCalendarLabels(date(day.day, 'full'))
  const { canDrop, onMove } = useMoveVisit(day, acts)
  const columns = useFaces(day)
  const box = useRef<HTMLDivElement>(null)
  const walk = () => box.current?.querySelector<HTMLElement>('[role="grid"] [tabindex="0"]')?.focus()
  useKeys(t('calendar.keys'), [
    { keys: 'ArrowDown', label: t('calendar.walk'), run: walk },
    { keys: 'Home End', label: t('calendar.ends') },
    { keys: 'Enter', label: t('calendar.open') },
    { keys: 'm', label: t('calendar.move') },
  ])
  return (
    <div ref={box} style={{ display: 'contents' }}>
      <Calendar
        key={day.day} // another day opens at its own hour
        columns={columns}
        events={day.events}
        range={day.range}
        snapMinutes={day.plan?.snapMinutes ?? 15}
        now={day.nowMinute}
        selection={selection}
        labels={labels}
        onPick={onPick}
        onOpen={onOpen}
        onMove={onMove}
        canDrop={canDrop}
      />
    </div>
  )
}

/** The columns, with the photos of those who have one; the others keep their letters in the doctor's colour. */
function useFaces({ clinicId, columns, plan }: DayData): CalendarColumn[] {
  return useMemo(() => {
    const ofPerson = ({ personId }: PlanColumn) => ({ personId: personId!, clinicId })
    const withPhoto = new Map(plan?.columns.filter(({ photo }) => photo).map((one) => [one.doctorId, one]))
    return columns.map((column) => {
      const one = withPhoto.get(column.id)
      return one
        ? { ...column, face: <Face name={column.title} photo={one.photo} of={ofPerson(one)} size={28} /> }
        : column
    })
  }, [clinicId, columns, plan])
}

function useCalendarLabels(day: string): CalendarLabels {
  const { t } = useTranslation('appointments')
  return useMemo(
    () => ({
      grid: t('calendar.grid', { day }),
      columns: t('day.doctors'),
      status: {
        booked: t('status.booked'),
        confirmed: t('status.confirmed'),
        arrived: t('status.arrived'),
        in_room: t('status.in_room'),
        done: t('status.done'),
        no_show: t('status.no_show'),
        cancelled: t('status.cancelled'),
      },
      time: clockOf,
      hour: clockOf,
      closed: t('calendar.closed'),
      eventDetails: ({ until, signs }) => [t('calendar.until', { until }), ...signs].join(t('calendar.comma')),
      free: ({ time, column, note }) => [time, column, note ?? t('calendar.free')].join(t('calendar.comma')),
      moveStarted: ({ title }) => t('calendar.moveStarted', { title }),
      movedTo: (place) => t('calendar.movedTo', place),
      refusedAt: (place) => t('calendar.refusedAt', place),
      moveSaved: (place) => t('calendar.moveSaved', place),
      moveCancelled: t('calendar.moveCancelled'),
      moveFailed: t('calendar.moveFailed'),
      saving: t('calendar.saving'),
      now: (time) => t('calendar.now', { time }),
    }),
    [t, day],
  )
}

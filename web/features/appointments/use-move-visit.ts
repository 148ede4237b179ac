import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { listDay, moveAppointment } from '#contract/appointments.ts'
import { isMovable } from '#contract/visit-steps.ts'
import { useAct } from '#web/lib/query.ts'
import { wordsFor } from '#web/lib/refusal-words.ts'
import { refuseDrop } from './day-model.ts'
import { instantOf } from './time.ts'
import type { DayData } from './use-day.ts'
import type { VisitActs } from './use-visit-acts.ts'
import { useWhen } from './use-when.ts'

/** Dragging: what is refused while it hovers, and the move itself, which the calendar shows only once it is true. */
export function useMoveVisit(day: DayData, acts: VisitActs) {
  const { t } = useTranslation('appointments')
  const client = useQueryClient()
  const move = useAct(moveAppointment)
  const when = useWhen()

  const canDrop = (eventId: string, columnId: string, minute: number): string | null => {
    const visit = day.visits.find(({ id }) => id === eventId)
    const event = day.events.find(({ id }) => id === eventId)
    if (!visit || !event) return null
    if (!isMovable(visit.status)) return t('refuse.state', { status: t(`status.${visit.status}`) })
    const board = {
      columns: day.columns,
      events: day.events,
      now: day.nowMinute,
      snapMinutes: day.plan?.snapMinutes ?? 0,
      isPast: day.day < day.today,
    }
    const refusal = refuseDrop(board, { eventId, columnId, minute, minutes: event.minutes })
    return refusal && t(`refuse.${refusal.code}`, { label: 'label' in refusal ? refusal.label : '' })
  }

  const onMove = async (eventId: string, columnId: string, minute: number): Promise<string | undefined> => {
    const visit = day.visits.find(({ id }) => id === eventId)
    if (!visit) return t('refuse.gone')
    const place = { doctorId: columnId, startsAt: instantOf(day.day, minute, day.timeZone) }
    try {
      const moved = await move.mutateAsync({
        clinicId: day.clinicId,
        appointmentId: visit.id,
        version: visit.version,
        ...place,
      })
      await client.invalidateQueries({ queryKey: [listDay.name] })
      const words = { name: moved.patientName, doctor: moved.doctorName ?? '', when: when(moved.startsAt) }
      acts.offerUndo(moved, t('said.moved', words))
      return undefined
    } catch (error) {
      return wordsFor(error)
    }
  }

  return { canDrop, onMove }
}

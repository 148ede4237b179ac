import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { moveAppointment, type Visit } from '#contract/appointments.ts'
import { useFormat } from '#web/lib/format.ts'
import { useAct } from '#web/lib/query.ts'
import { useClinic } from '#web/shared/place.ts'
import { FormBody } from '#web/ui/FormBody.tsx'
import type { BookValues } from './book-values.ts'
import { DoctorField, TimeFields } from './TimeFields.tsx'
import { dayOf, instantOf, minuteOfClock, minutesBetween } from './time.ts'
import type { DayData } from './use-day.ts'
import type { VisitActs } from './use-visit-acts.ts'
import { useWhen } from './use-when.ts'
import classes from './VisitDrawer.module.css'

interface MoveFormProps {
  visit: Visit
  day: DayData
  acts: VisitActs
  onClose: () => void
}

/**
 * To another day, time or doctor: where dragging does not reach. A walk-in has no time of her own, only a doctor; of an
 * imported visit only the day may be known, and it gets its time here.
 */
export function MoveForm({ visit: shown, day, acts, onClose }: MoveFormProps) {
  const { t } = useTranslation('appointments')
  const { id: clinicId, timeZone } = useClinic()
  const { time } = useFormat()
  const when = useWhen()
  // What she began from: moved by somebody else meanwhile, it is refused and not moved twice.
  const [visit] = useState(shown)
  const on = dayOf(visit.startsAt, timeZone)
  const isWalkIn = visit.source === 'walk_in'
  const form = useForm<BookValues>({
    initialValues: {
      patient: null,
      doctorId: visit.doctorId,
      day: on < day.today ? day.today : on,
      at: on < day.today || !visit.timed ? '' : time(visit.startsAt),
      serviceId: visit.serviceId,
      minutes: minutesBetween(visit.startsAt, visit.endsAt),
      reason: '',
    },
    validate: {
      doctorId: (doctorId) => (doctorId ? null : t('book.doctorMissing')),
      at: (at) => (isWalkIn || minuteOfClock(at) !== null ? null : t('book.timeMissing')),
    },
  })
  const move = useAct(moveAppointment, {
    onSuccess: (moved) => {
      const words = { name: moved.patientName, doctor: moved.doctorName ?? '', when: when(moved.startsAt) }
      acts.offerUndo(moved, t(`said.${isWalkIn ? 'otherDoctor' : visit.timed ? 'moved' : 'timed'}`, words))
      onClose()
    },
  })
  const save = form.onSubmit(({ doctorId, day: to, at, minutes }) =>
    move.mutate({
      clinicId,
      appointmentId: visit.id,
      version: visit.version,
      doctorId: doctorId!,
      ...(isWalkIn
        ? { startsAt: wholeMinute(visit.startsAt) }
        : { startsAt: instantOf(to, minuteOfClock(at)!, timeZone), minutes }),
    }),
  )

  return (
    <div className={classes.panel}>
      <FormBody
        submitLabel={visit.timed ? t('move.save') : t('step.setTime')}
        busy={move.isPending}
        error={move.error}
        onSubmit={save}
        onCancel={onClose}
      >
        <DoctorField day={day} form={form} />
        {!isWalkIn && <TimeFields day={day} form={form} />}
      </FormBody>
    </div>
  )
}

const wholeMinute = (instant: string) => new Date(Math.floor(Date.parse(instant) / 60_000) * 60_000).toISOString()

import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { proposeSlots } from '#contract/appointments.ts'
import { useFormat } from '#web/lib/format.ts'
import { useCall } from '#web/lib/query.ts'
import { useClinic } from '#web/shared/place.ts'
import classes from './BookFields.module.css'
import { dayOf, instantOf } from './time.ts'

interface FreeTimesProps {
  doctorId: string | null
  day: string
  minutes: number
  onChoose: (time: { doctorId: string; day: string; at: string }) => void
}

const shown = 6

/** A few times that can be had, from the chosen day on; one click takes doctor, day and time. */
export function FreeTimes({ doctorId, day, minutes, onChoose }: FreeTimesProps) {
  const { t } = useTranslation('appointments')
  const { id: clinicId, timeZone } = useClinic()
  const { date, time, today } = useFormat()
  const from = day > today() ? { from: instantOf(day, 0, timeZone) } : {}
  const slots = useCall(
    proposeSlots,
    { clinicId, ...(doctorId ? { doctorId } : {}), minutes, ...from, limit: shown },
    { keep: true },
  )
  if (!slots.data) return null

  return (
    <div>
      <p className={classes.label}>{slots.data.slots.length > 0 ? t('book.free') : t('book.noneFree')}</p>
      <div className={classes.times}>
        {slots.data.slots.map((slot) => {
          const on = dayOf(slot.startsAt, timeZone)
          return (
            <Button
              key={slot.doctorId + slot.startsAt}
              size="compact-sm"
              variant="default"
              onClick={() => onChoose({ doctorId: slot.doctorId, day: on, at: time(slot.startsAt) })}
            >
              {on === day ? '' : date(slot.startsAt, 'weekday') + t('calendar.comma')}
              {time(slot.startsAt)}
              {doctorId ? '' : ` · ${slot.doctorName}`}
            </Button>
          )
        })}
      </div>
    </div>
  )
}

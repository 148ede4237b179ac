import type { Visit } from '#contract/appointments.ts'

export interface DoctorDay {
  inRoom: Visit[]
  /** The longest waiting first. */
  waiting: Visit[]
  coming: Visit[]
  done: Visit[]
  /** Did not come, or called it off. */
  missed: Visit[]
}

/** A doctor's day by what is to be done next. */
export function sortDay(visits: readonly Visit[]): DoctorDay {
  const of = (...states: Visit['status'][]) => visits.filter(({ status }) => states.includes(status))
  return {
    inRoom: of('in_room'),
    waiting: of('arrived').toSorted((one, other) =>
      (one.arrivedAt ?? one.startsAt).localeCompare(other.arrivedAt ?? other.startsAt),
    ),
    coming: of('booked', 'confirmed').toSorted((one, other) => one.startsAt.localeCompare(other.startsAt)),
    done: of('done').toSorted((one, other) => (other.doneAt ?? '').localeCompare(one.doneAt ?? '')),
    missed: of('no_show', 'cancelled'),
  }
}

/** Whom to see now: who is in the room already, else who has waited longest. */
export function nextOf(visits: readonly Visit[]): Visit | null {
  const { inRoom, waiting } = sortDay(visits)
  return inRoom[0] ?? waiting[0] ?? null
}

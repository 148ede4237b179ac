import type { PlanColumn, Visit } from '#contract/appointments.ts'

export interface Queue {
  /** Longest wait first. */
  waiting: Visit[]
  inRoom: Visit[]
  /** Booked, not confirmed, still to come: who needs a call. */
  toConfirm: Visit[]
  /** Only the day is known. */
  untimed: Visit[]
  done: Visit[]
  lost: Visit[]
}

/** The day's appointments as the queue shows them. `now`: an ISO instant; `doctors`: only these, and visits of any doctor. */
export function queueOf(visits: readonly Visit[], now: string, doctors: readonly string[] = []): Queue {
  const shown = doctors.length === 0 ? visits : visits.filter(({ doctorId }) => !doctorId || doctors.includes(doctorId))
  const inState = (...states: Visit['status'][]) => shown.filter(({ status }) => states.includes(status))
  const by = (time: (visit: Visit) => string | null) => (a: Visit, b: Visit) =>
    (time(a) ?? a.startsAt).localeCompare(time(b) ?? b.startsAt)

  return {
    waiting: inState('arrived').sort(by(({ arrivedAt }) => arrivedAt)),
    inRoom: inState('in_room').sort(by(({ calledAt }) => calledAt)),
    toConfirm: inState('booked')
      .filter(({ timed, startsAt }) => timed && Date.parse(startsAt) > Date.parse(now))
      .sort(by(({ startsAt }) => startsAt)),
    untimed: inState('booked', 'confirmed').filter(({ timed }) => !timed),
    done: inState('done').sort(by(({ doneAt }) => doneAt)),
    lost: inState('no_show', 'cancelled').sort(by(({ startsAt }) => startsAt)),
  }
}

/**
 * Whom somebody can be called in for, and of how many: doctors with people waiting, first the one whose patient waits
 * longest; and when people wait for any doctor, everybody who works on this day.
 */
export function callableFor(
  waiting: readonly Visit[],
  columns: readonly Pick<PlanColumn, 'doctorId' | 'doctorName' | 'open'>[],
): { doctorId: string; doctorName: string; count: number }[] {
  const forAny = waiting.filter(({ doctorId }) => !doctorId).length
  const found = new Map<string, { doctorId: string; doctorName: string; count: number }>()
  const add = (doctorId: string, doctorName: string, count: number) => {
    const before = found.get(doctorId)?.count ?? forAny
    found.set(doctorId, { doctorId, doctorName, count: before + count })
  }
  for (const { doctorId, doctorName } of waiting) if (doctorId) add(doctorId, doctorName ?? '', 1)
  if (forAny > 0)
    for (const { doctorId, doctorName, open } of columns) if (open.length > 0) add(doctorId, doctorName, 0)
  return [...found.values()]
}

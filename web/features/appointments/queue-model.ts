import type { Visit } from '#contract/appointments.ts'

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

/** Doctors with somebody waiting for them, and how many; first the one whose patient waits longest. */
export function waitingByDoctor(waiting: readonly Visit[]): { doctorId: string; doctorName: string; count: number }[] {
  const found = new Map<string, { doctorId: string; doctorName: string; count: number }>()
  for (const { doctorId, doctorName } of waiting) {
    if (!doctorId) continue
    const entry = found.get(doctorId) ?? { doctorId, doctorName: doctorName ?? '', count: 0 }
    found.set(doctorId, { ...entry, count: entry.count + 1 })
  }
  return [...found.values()]
}

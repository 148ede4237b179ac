import { type proposeSlots as endpoint, usualMinutes } from '#contract/appointments.ts'
import type { Input, Output } from '#contract/endpoint.ts'
import { Refused } from '../../core/errors.ts'
import type { Tx } from '../../core/tx.ts'
import { dayMs, dayOf, isoOf, propose, type ScheduleRow, scheduleOf, scheduleQueries } from '../scheduling/index.ts'
import { serviceOf, serviceQuery, type VisitService } from './patient.ts'

const daysAhead = 14
const firstLook = 2

/**
 * Free times to offer. Looks at two days first, which nearly always hold enough, and at all fourteen only when they
 * do not: one round trip or two.
 */
export async function proposeSlots(tx: Tx, input: Input<typeof endpoint>): Promise<Output<typeof endpoint>> {
  const now = Date.now()
  const notBefore = Math.max(now, input.from ? Date.parse(input.from) : 0)
  const doctorIds = input.doctorId ? [input.doctorId] : null

  for (const days of [firstLook, daysAhead]) {
    const [services, ...rows] = await tx.batch<[VisitService, ...ScheduleRow]>(
      serviceQuery(tx, input.serviceId),
      ...scheduleQueries(tx, doctorIds, notBefore, notBefore + days * dayMs),
    )
    const minutes = input.minutes ?? serviceOf(services[0], input.serviceId)?.minutes ?? usualMinutes
    const { clinic, doctors, daysOf } = scheduleOf(rows)
    if (input.doctorId && doctors.length === 0) throw new Refused('doctor_not_here')
    const all = clinic.active
      ? doctors.flatMap((doctor) => daysOf(doctor, dayOf(notBefore, clinic.timeZone), days))
      : []
    const found = propose(all, minutes, notBefore, input.limit)
    if (found.length < input.limit && days < daysAhead) continue
    const slots = found.map(({ doctorId, doctorName, from, to }) => ({
      doctorId,
      doctorName,
      startsAt: isoOf(from),
      endsAt: isoOf(to),
    }))
    return { asOf: isoOf(now), slots }
  }
  throw new Error('The last look always answers.')
}

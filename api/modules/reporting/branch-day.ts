import { Temporal } from 'temporal-polyfill'
import type { Input } from '#contract/endpoint.ts'
import type { BranchDay, getBranchDay as endpoint } from '#contract/network.ts'
import { Refused } from '../../core/errors.ts'
import type { Tx } from '../../core/tx.ts'
import { type DoctorDayRow, readBranchDay } from './branch-day-queries.ts'
import { lateMinutesOf } from './rules.ts'

/** One branch's day for head office, doctor by doctor. Figures and names of staff; no patient. */
export async function getBranchDay(tx: Tx, { branchId, day: asked }: Input<typeof endpoint>): Promise<BranchDay> {
  const now = Temporal.Now.instant()
  const middle = asked ? Temporal.PlainDate.from(asked) : now.toZonedDateTimeISO('UTC').toPlainDate()
  const from = middle.subtract({ days: 7 }).toString()
  const to = middle.add({ days: 1 }).toString()
  const [clinics, doctors, week] = await readBranchDay(tx, branchId, asked, from, to)
  const [clinic] = clinics
  if (!clinic) throw new Refused('not_found')
  const { today, ...facts } = clinic
  const isToday = clinic.day === today
  return {
    asOf: now.toString({ smallestUnit: 'second' }),
    ...facts,
    isToday,
    doctors: doctors.map((row) => describeDoctor(row, clinic.clinicId, isToday)),
    week,
  }
}

function describeDoctor(
  { hasBegun, dueMinutes, ...row }: DoctorDayRow,
  clinicId: string,
  isToday: boolean,
): BranchDay['doctors'][number] {
  const presence = { ...row, clinicId, doctorName: row.fullName, hasBegun, dueMinutes }
  return {
    ...row,
    waiting: isToday ? row.waiting : 0,
    inRoom: isToday ? row.inRoom : 0,
    longestWaitMinutes: isToday ? row.longestWaitMinutes : null,
    lateMinutes: isToday ? lateMinutesOf(presence) : null,
  }
}

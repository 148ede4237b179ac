import { useDebouncedValue } from '@mantine/hooks'
import { proposeSlots } from '#contract/appointments.ts'
import { searchPatients } from '#contract/patients.ts'
import { listServices, type Service } from '#contract/services.ts'
import { useCall } from '#web/lib/query.ts'
import { readCaller } from '#web/shared/caller.ts'
import { useCan, useClinic } from '#web/shared/place.ts'
import { type FoundRow, foundRows } from './found-rows.ts'
import { instantOf } from './time.ts'
import type { DayData } from './use-day.ts'
import { usualServices } from './usual-services.ts'

/** Two letters fit half a branch, and Enter books the first. */
const least = 3
const waitMs = 120
const proposals = 3
const shownPatients = 6
const shownReasons = 3
const noServices: Service[] = []

/** Who is meant by what was typed, and what can be done for them. `ready`: the answer belongs to this very text. */
export function useFound(text: string, day: DayData, doctors: readonly string[] | undefined) {
  const { id: clinicId, status } = useClinic()
  const mayBook = useCan('appointments.create') && status === 'active'
  const [settled] = useDebouncedValue(text.trim(), waitMs)
  const caller = readCaller(settled)
  const asked = settled.length >= least
  const from = day.day > day.today ? { from: instantOf(day.day, 0, day.timeZone) } : {}
  const doctor = doctors?.length === 1 ? { doctorId: doctors[0]! } : {}

  const patients = useCall(searchPatients, asked ? { clinicId, q: caller.query, limit: shownPatients } : null, {
    staleMs: 5000,
  })
  const slots = useCall(proposeSlots, asked && mayBook ? { clinicId, ...doctor, ...from, limit: proposals } : null, {
    keep: true,
  })
  const services = useCall(listServices, asked && mayBook ? { clinicId } : null, { staleMs: 300_000 })
  const ready =
    asked && settled === text.trim() && patients.data !== undefined && (!mayBook || slots.data !== undefined)

  const rows: FoundRow[] = ready
    ? foundRows(caller, patients.data.patients, {
        slots: slots.data?.slots ?? [],
        visits: day.visits,
        mayBook,
        walkInFor: day.isToday ? usualServices(services.data ?? noServices, day.visits, shownReasons) : null,
      })
    : []
  return { caller, rows, ready, asked: text.trim().length >= least, error: patients.error ?? slots.error }
}

import { Temporal } from 'temporal-polyfill'
import type { Input, Output } from '#contract/endpoint.ts'
import type { getOverview as endpoint } from '#contract/network.ts'
import type { Tx } from '../../core/tx.ts'
import { readOverview } from './overview-queries.ts'
import { describeBranch } from './rules.ts'

/** Head office's morning look: figure = rollup + unfolded deltas, so it is exact at every moment and costs the same at any age. */
export async function getOverview(tx: Tx, input: Input<typeof endpoint>): Promise<Output<typeof endpoint>> {
  const now = Temporal.Now.instant()
  const middle = input.day ? Temporal.PlainDate.from(input.day) : now.toZonedDateTimeISO('UTC').toPlainDate()
  // A clinic's own today may be a day either side of the server's.
  const from = middle.subtract({ days: 29 }).toString()
  const to = middle.add({ days: 1 }).toString()
  const [clinics, figures, present, late, trend] = await readOverview(tx, input.day, from, to)

  const figureOf = new Map(figures.map((row) => [row.clinicId, row]))
  const presentAt = Map.groupBy(present, (row) => row.clinicId)
  const lateAt = Map.groupBy(late, (row) => row.clinicId)
  const branches = clinics
    .map((clinic) =>
      describeBranch(clinic, figureOf.get(clinic.id), presentAt.get(clinic.id) ?? [], lateAt.get(clinic.id) ?? []),
    )
    .sort((a, b) => b.attention - a.attention || a.name.localeCompare(b.name))
  const sum = (of: (row: (typeof branches)[number]) => number) => branches.reduce((total, row) => total + of(row), 0)
  return {
    asOf: now.toString({ smallestUnit: 'second' }),
    day: input.day ?? clinics[0]?.today ?? middle.toString(),
    isToday: clinics.every((clinic) => clinic.day === clinic.today),
    currency: clinics[0]?.currency ?? 'PKR',
    totals: {
      booked: sum((row) => row.booked),
      arrived: sum((row) => row.arrived),
      done: sum((row) => row.done),
      noShow: sum((row) => row.noShow),
      revenueMinor: sum((row) => row.revenueMinor),
      activeBranches: branches.filter((row) => row.status === 'active').length,
      branches: branches.length,
      dueMinor: sum((row) => row.dueMinor),
    },
    trend,
    branches,
  }
}

import { Temporal } from 'temporal-polyfill'
import type { Input } from '#contract/endpoint.ts'
import type { getOverview as endpoint, Overview } from '#contract/network.ts'
import type { Tx } from '../../core/tx.ts'
import { type FigureRow, readOverview } from './overview-queries.ts'
import { describeBranch, rankBranches } from './rules.ts'
import { sumTotals } from './totals.ts'

/** Head office's morning look: figure = rollup + unfolded deltas, so it is exact at every moment and costs the same at any age. */
export async function getOverview(tx: Tx, { day: asked }: Input<typeof endpoint>): Promise<Overview> {
  const now = Temporal.Now.instant()
  const middle = asked ? Temporal.PlainDate.from(asked) : now.toZonedDateTimeISO('UTC').toPlainDate()
  // A clinic's own today may be a day either side of the server's.
  const from = middle.subtract({ days: 29 }).toString()
  const to = middle.add({ days: 1 }).toString()
  const [clinics, figures, present] = await readOverview(tx, asked, from, to)

  const figureOf = new Map(figures.map((row) => [row.clinicId, row]))
  const presentAt = Map.groupBy(present, (row) => row.clinicId)
  const described = clinics.map((clinic) => ({
    clinic,
    figure: figureOf.get(clinic.id),
    row: describeBranch(clinic, figureOf.get(clinic.id), presentAt.get(clinic.id) ?? []),
  }))
  const isToday = asked === undefined || clinics.every((clinic) => clinic.day === clinic.today)
  const day = asked ?? clinics[0]?.organizationToday ?? middle.toString()
  const totals = sumTotals(described, isToday)
  const currency = totals.money[0]?.currency ?? 'PKR'
  return {
    asOf: now.toString({ smallestUnit: 'second' }),
    day,
    isToday,
    currency,
    totals,
    trend: trendOf(figures, day, currency),
    branches: rankBranches(described.map(({ row }) => row)),
  }
}

/** 14 days, the oldest first. Branches are added up by how long ago a day is for each, so the last one is the totals' day. */
function trendOf(figures: FigureRow[], day: string, currency: string): Overview['trend'] {
  const daily = Map.groupBy(
    figures.filter((row) => row.clinicId === null),
    (row) => row.ago!,
  )
  return Array.from({ length: 14 }, (_, index) => {
    const ago = 13 - index
    const rows = daily.get(ago) ?? []
    const sum = (of: (row: FigureRow) => number) => rows.reduce((total, row) => total + of(row), 0)
    return {
      day: Temporal.PlainDate.from(day).subtract({ days: ago }).toString(),
      booked: sum((row) => row.booked),
      arrived: sum((row) => row.arrived),
      noShow: sum((row) => row.noShow),
      revenueMinor: sum((row) => (row.currency === currency ? row.paidMinor : 0)),
    }
  })
}

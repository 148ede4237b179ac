import type { BranchRow, Overview } from '#contract/network.ts'
import type { ClinicRow, FigureRow } from './overview-queries.ts'
import { perMille } from './rules.ts'

interface Described {
  clinic: ClinicRow
  figure: FigureRow | undefined
  row: BranchRow
}

/** All branches together. Counts add up; money does only within one currency. */
export function sumTotals(described: readonly Described[], isToday: boolean): Overview['totals'] {
  const rows = described.map(({ row }) => row)
  const figures = described.flatMap(({ figure }) => figure ?? [])
  const money = [...Map.groupBy(rows, (row) => row.currency)]
    .map(([currency, own]) => moneyOf(currency, own))
    .sort((a, b) => b.branches - a.branches || a.currency.localeCompare(b.currency))
  const usual = figures.filter((figure) => figure.usualDays > 0)
  const noShow = total(rows, (row) => row.noShow)
  return {
    booked: total(rows, (row) => row.booked),
    bookedBaseline: usual.length ? Math.round(total(usual, (row) => row.usualBooked / row.usualDays)) : null,
    arrived: total(rows, (row) => row.arrived),
    done: total(rows, (row) => row.done),
    noShow,
    noShowPerMille: rows.some((row) => row.noShowPerMille !== null)
      ? perMille(noShow, isToday ? noShow + total(rows, (row) => row.arrived) : total(rows, (row) => row.booked))
      : null,
    noShowBaselinePerMille: perMille(
      total(figures, (row) => row.pastNoShow),
      total(figures, (row) => row.pastBooked),
    ),
    revenueMinor: money[0]?.revenueMinor ?? 0,
    dueMinor: money[0]?.dueMinor ?? 0,
    activeBranches: rows.filter((row) => row.status === 'active').length,
    branches: rows.length,
    openBranches: isToday ? rows.filter((row) => row.status === 'active' && row.doors === 'open').length : null,
    money,
  }
}

function moneyOf(currency: string, rows: readonly BranchRow[]): Overview['totals']['money'][number] {
  const known = rows.filter((row) => row.revenueBaselineMinor !== null)
  return {
    currency,
    branches: rows.length,
    revenueMinor: total(rows, (row) => row.revenueMinor),
    revenueBaselineMinor: known.length ? total(known, (row) => row.revenueBaselineMinor!) : null,
    dueMinor: total(rows, (row) => row.dueMinor),
  }
}

function total<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + of(row), 0)
}

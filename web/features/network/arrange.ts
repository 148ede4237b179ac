import type { BranchRow } from '#contract/network.ts'
import type { NetworkSearch, SortKey } from './network-search.ts'

export interface BranchGroup {
  /** The region's name; null when the rows are not grouped. */
  region: string | null
  rows: BranchRow[]
}

const figures: Record<Exclude<SortKey, 'name'>, (row: BranchRow) => number> = {
  booked: (row) => row.booked,
  noShow: (row) => row.noShowPerMille ?? -1,
  revenue: (row) => row.revenueMinor,
  dues: (row) => row.dueMinor,
  wait: (row) => row.longestWaitMinutes ?? -1,
}

/** What the URL's filters, order and grouping make of the branches; without a sort they stay as the API ranked them. */
export function arrange(
  branches: readonly BranchRow[],
  { q, region, city, sort, group }: Pick<NetworkSearch, 'q' | 'region' | 'city' | 'sort' | 'group'>,
): BranchGroup[] {
  const wanted = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const kept = branches.filter((row) => {
    const text = `${row.name} ${row.city} ${row.region}`.toLowerCase()
    return (
      (!region || row.region === region) && (!city || row.city === city) && wanted.every((word) => text.includes(word))
    )
  })
  const rows = sort ? kept.toSorted(orderBy(sort)) : kept
  if (group !== 'region') return rows.length > 0 ? [{ region: null, rows }] : []
  return [...Map.groupBy(rows, (row) => row.region)]
    .map(([name, own]) => ({ region: name, rows: own }))
    .sort((a, b) => worst(b.rows) - worst(a.rows) || a.region.localeCompare(b.region))
}

/** The places the filters offer: cities only of the region chosen. */
export function placesOf(branches: readonly BranchRow[], region: string | undefined) {
  const names = (of: (row: BranchRow) => string, rows: readonly BranchRow[]) =>
    [...new Set(rows.map(of))].filter(Boolean).sort((a, b) => a.localeCompare(b))
  return {
    regions: names((row) => row.region, branches),
    cities: names(
      (row) => row.city,
      branches.filter((row) => !region || row.region === region),
    ),
  }
}

function orderBy(sort: SortKey): (a: BranchRow, b: BranchRow) => number {
  const byName = (a: BranchRow, b: BranchRow) => a.name.localeCompare(b.name)
  if (sort === 'name') return byName
  const figure = figures[sort]
  return (a, b) => figure(b) - figure(a) || byName(a, b)
}

const worst = (rows: readonly BranchRow[]) => Math.max(...rows.map((row) => row.attention))

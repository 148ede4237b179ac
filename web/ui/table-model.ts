import {
  type ColumnDef,
  constructSortFn,
  createSortedRowModel,
  type RowData,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
} from '@tanstack/react-table'
import type { ReactNode } from 'react'

export interface Column<Row> {
  id: string
  /** The heading; empty for a column of buttons (then give `label`). */
  header: string
  label?: string
  cell: (row: Row) => ReactNode
  /** Makes the heading sort. Texts and numbers; null and undefined come last. */
  sortBy?: (row: Row) => string | number | null | undefined
  /** Figures stand at the end, so that their digits line up. */
  align?: 'end'
  width?: string
  /** Left out on phones, `very` also on small laptops: the page behind the row has it. */
  wide?: boolean | 'very'
}

export const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() })
export type Features = typeof features
export type { SortingState }

/** Our short columns as TanStack Table's. */
export function columnDefs<Row extends RowData>(columns: readonly Column<Row>[]): ColumnDef<Features, Row, unknown>[] {
  return columns.map(({ id, sortBy, cell }) => ({
    id,
    // undefined sorts last; null would sort as a value
    accessorFn: (row: Row) => sortBy?.(row) ?? undefined,
    cell: ({ row }: { row: { original: Row } }) => cell(row.original),
    enableSorting: sortBy !== undefined,
    sortFn: byLocale,
    sortUndefined: 'last' as const,
  })) as unknown as ColumnDef<Features, Row, unknown>[]
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })
const byLocale = constructSortFn({
  sort: (one, other) =>
    typeof one === 'string' && typeof other === 'string' ? collator.compare(one, other) : Number(one) - Number(other),
})

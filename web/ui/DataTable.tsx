import { type RowData, useTable } from '@tanstack/react-table'
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react'
import classes from './DataTable.module.css'
import { DataTableHead } from './DataTableHead.tsx'
import { RowsSkeleton } from './Skeletons.tsx'
import { type Column, columnDefs, features, type SortingState } from './table-model.ts'

export type { Column } from './table-model.ts'

export interface DataTableProps<Row extends RowData> {
  /** Names the table to screen readers. */
  label: string
  /** At module level or memoised: a new array makes every row new. */
  columns: readonly Column<Row>[]
  rows: readonly Row[] | undefined
  rowKey: (row: Row) => string
  /** While loading and without rows, grey lines of the same height. */
  loading?: boolean
  /** An EmptyState: what to do next. */
  empty: ReactNode
  /** Click or Enter on a row. Give a drawer or page; buttons inside a row keep working. */
  onOpen?: (row: Row) => void
  /** The row whose drawer is open. */
  selected?: string | undefined
  /** A quiet row: cancelled, archived. */
  isMuted?: (row: Row) => boolean
  initialSort?: { id: string; desc?: boolean }
}

const nothing: never[] = []

/**
 * The one table: dense, sortable, with the head in sight. ↑ ↓ move between rows, Home and End go to
 * the ends, Enter opens. For more rows than a few hundred, page through the API instead.
 */
export function DataTable<Row extends RowData>({
  label,
  columns,
  rows,
  rowKey,
  loading = false,
  empty,
  onOpen,
  selected,
  isMuted,
  initialSort,
}: DataTableProps<Row>) {
  const [sorting, setSorting] = useState<SortingState>(
    initialSort ? [{ id: initialSort.id, desc: initialSort.desc ?? false }] : [],
  )
  const defs = useMemo(() => columnDefs(columns), [columns])
  const data = (rows ?? nothing) as Row[]
  const table = useTable({
    features,
    columns: defs,
    data,
    getRowId: rowKey,
    state: { sorting },
    onSortingChange: setSorting,
  })
  const body = useRef<HTMLTableSectionElement>(null)
  // One tab stop for the whole table, at the row last visited.
  const [visited, setVisited] = useState<string>()

  if (loading && !rows) return <RowsSkeleton />
  if (data.length === 0) return <>{empty}</>

  const shown = table.getRowModel().rows
  const stop = shown.some(({ id }) => id === (visited ?? selected)) ? (visited ?? selected) : shown[0]?.id

  const moveTo = (event: KeyboardEvent<HTMLTableRowElement>, index: number) => {
    const place = placeAfter(event.key, index, shown.length)
    if (place === null || event.target !== event.currentTarget) return
    event.preventDefault()
    ;(body.current?.rows[place] as HTMLElement | undefined)?.focus()
  }

  return (
    <div className={classes.scroller}>
      <table className={classes.table} aria-label={label}>
        <DataTableHead columns={columns} sorting={sorting} onSort={(id) => table.getColumn(id)?.toggleSorting()} />
        <tbody ref={body}>
          {shown.map((row, index) => (
            <tr
              key={row.id}
              className={classes.row}
              data-opens={onOpen ? true : undefined}
              data-muted={isMuted?.(row.original) || undefined}
              aria-selected={selected === undefined ? undefined : row.id === selected}
              tabIndex={row.id === stop ? 0 : -1}
              onFocus={() => setVisited(row.id)}
              onClick={onOpen && ((event) => !isControl(event.target) && onOpen(row.original))}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && event.target === event.currentTarget) onOpen?.(row.original)
                else moveTo(event, index)
              }}
            >
              {columns.map(({ id, align, wide, cell }) => (
                <td key={id} data-align={align} data-wide={wide || undefined}>
                  {cell(row.original)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function placeAfter(key: string, from: number, count: number): number | null {
  if (key === 'ArrowDown') return Math.min(from + 1, count - 1)
  if (key === 'ArrowUp') return Math.max(from - 1, 0)
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  return null
}

function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button, a, input, select, label, [role="menuitem"]') !== null
}

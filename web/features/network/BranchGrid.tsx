import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BranchRow } from '#contract/network.ts'
import { paths } from '../../lib/paths.ts'
import { useKeys } from '../../ui/keys.ts'
import type { BranchGroup } from './arrange.ts'
import classes from './BranchGrid.module.css'
import { BranchGridRow } from './BranchGridRow.tsx'
import { GridHead } from './GridHead.tsx'
import { GroupHead } from './GroupHead.tsx'
import type { SortKey } from './network-search.ts'

interface BranchGridProps {
  groups: readonly BranchGroup[]
  day: string
  sort: SortKey | undefined
  onSort: (sort: SortKey | undefined) => void
  /** The branch whose story is open. */
  selected: string | undefined
  onSelect: (clinicId: string | undefined) => void
}

/**
 * A branch a row. ↑ ↓ move, Home and End go to the ends, Space (or a click) opens the story, Enter goes inside.
 * With a story open, it follows the row.
 */
export function BranchGrid({ groups, day, sort, onSort, selected, onSelect }: BranchGridProps) {
  const { t } = useTranslation('network')
  const navigate = useNavigate()
  const table = useRef<HTMLTableElement>(null)
  const [visited, setVisited] = useState<string>()
  const rows = groups.flatMap((group) => group.rows)
  // One tab stop for the whole grid, at the row last visited.
  const stop = [visited, selected, rows[0]?.clinicId].find((id) => rows.some(({ clinicId }) => clinicId === id))

  const focusRow = (id: string | undefined) =>
    table.current?.querySelector<HTMLElement>(`tr[data-branch="${id}"]`)?.focus()
  useKeys(t('keys.title'), [
    { keys: 'ArrowDown', label: t('keys.down'), run: () => focusRow(stop) },
    { keys: 'ArrowUp', label: t('keys.up'), run: () => focusRow(stop) },
  ])
  // Closing a story takes its focus away; it goes back to the row it came from.
  const before = useRef(selected)
  useEffect(() => {
    if (before.current && !selected && document.activeElement === document.body) focusRow(before.current)
    before.current = selected
  })

  const enter = (row: BranchRow) => void navigate(paths.day(row.clinicId, row.doors === null ? { date: row.day } : {}))
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>, row: BranchRow) => {
    if (event.target !== event.currentTarget) return
    const next = rowAfter(event.key, rows, row)
    if (!next && event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    if (next) {
      focusRow(next.clinicId)
      if (selected) onSelect(next.clinicId)
    } else if (event.key === 'Enter') enter(row)
    else onSelect(selected === row.clinicId ? undefined : row.clinicId)
  }

  return (
    <div className={classes.scroller}>
      <table
        ref={table}
        className={classes.grid}
        data-story={selected ? true : undefined}
        aria-label={t('title')}
        style={{ '--rows': Math.max(rows.length + (groups.length > 1 ? groups.length : 0), 12) } as React.CSSProperties}
      >
        <GridHead sort={sort} onSort={onSort} />
        {groups.map((group) => (
          <tbody key={group.region ?? ''}>
            {group.region !== null && <GroupHead region={group.region} rows={group.rows} />}
            {group.rows.map((row) => (
              <BranchGridRow
                key={row.clinicId}
                row={row}
                day={day}
                selected={row.clinicId === selected}
                isStop={row.clinicId === stop}
                onVisit={() => setVisited(row.clinicId)}
                onSelect={() => onSelect(row.clinicId)}
                onKeyDown={onKeyDown}
              />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

function rowAfter(key: string, rows: readonly BranchRow[], row: BranchRow): BranchRow | undefined {
  const place = rows.indexOf(row)
  if (key === 'ArrowDown') return rows[Math.min(place + 1, rows.length - 1)]
  if (key === 'ArrowUp') return rows[Math.max(place - 1, 0)]
  if (key === 'Home') return rows[0]
  if (key === 'End') return rows.at(-1)
  return undefined
}

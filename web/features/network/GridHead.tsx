import { Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './BranchGrid.module.css'
import type { SortKey } from './network-search.ts'

const columns = [
  { id: 'branch', means: null, sort: 'name', end: false },
  { id: 'doors', means: 'doorsMean', sort: null, end: false },
  { id: 'today', means: 'todayMean', sort: 'booked', end: false },
  { id: 'noShow', means: 'noShowMeans', sort: 'noShow', end: true },
  { id: 'revenue', means: 'revenueMeans', sort: 'revenue', end: true },
  { id: 'dues', means: 'duesMean', sort: 'dues', end: true },
  { id: 'wait', means: 'waitMeans', sort: 'wait', end: true },
  { id: 'wrong', means: 'wrongMeans', sort: 'trouble', end: false },
] as const

interface GridHeadProps {
  sort: SortKey | undefined
  onSort: (sort: SortKey | undefined) => void
}

/** The headings: what each figure means on hover, and the order by a click. */
export function GridHead({ sort, onSort }: GridHeadProps) {
  const { t } = useTranslation('network')
  return (
    <thead>
      <tr>
        {columns.map(({ id, means, sort: key, end }) => {
          const name = t(`column.${id}`)
          const meaning = means ? t(`column.${means}`) : ''
          const on = key !== null && key === (sort ?? 'trouble')
          return (
            <th
              key={id}
              scope="col"
              className={classes[id]}
              data-align={end ? 'end' : undefined}
              aria-sort={on ? (key === 'name' ? 'ascending' : 'descending') : undefined}
            >
              <Tooltip label={meaning} multiline w={260} disabled={!meaning}>
                <button
                  type="button"
                  className={classes.head}
                  data-on={on || undefined}
                  data-fixed={key === null || undefined}
                  aria-description={meaning || undefined}
                  onClick={() => key && onSort(key === 'trouble' ? undefined : key)}
                >
                  {name}
                  {on && <span aria-hidden>{key === 'name' ? ' ↑' : ' ↓'}</span>}
                </button>
              </Tooltip>
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './DataTable.module.css'
import type { Column, SortingState } from './table-model.ts'

interface DataTableHeadProps<Row> {
  columns: readonly Column<Row>[]
  sorting: SortingState
  onSort: (id: string) => void
}

export function DataTableHead<Row>({ columns, sorting, onSort }: DataTableHeadProps<Row>) {
  const { t } = useTranslation('ui')
  const order = (id: string) => sorting.find((sort) => sort.id === id)

  return (
    <thead>
      <tr>
        {columns.map(({ id, header, label, sortBy, align, width, wide }) => {
          const sorted = order(id)
          const direction = sorted && (sorted.desc ? 'descending' : 'ascending')
          return (
            <th
              key={id}
              scope="col"
              data-align={align}
              data-wide={wide || undefined}
              style={{ inlineSize: width }}
              aria-sort={direction}
            >
              {sortBy ? (
                <UnstyledButton
                  className={classes.sort}
                  onClick={() => onSort(id)}
                  aria-label={t('sortBy', { column: label ?? header })}
                >
                  {header}
                  <span aria-hidden className={classes.arrow} data-on={sorted ? true : undefined}>
                    {sorted?.desc ? '↓' : '↑'}
                  </span>
                </UnstyledButton>
              ) : (
                header || <span className="visually-hidden">{label}</span>
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

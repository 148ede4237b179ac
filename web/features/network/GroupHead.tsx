import { useTranslation } from 'react-i18next'
import type { BranchRow } from '#contract/network.ts'
import classes from './BranchGrid.module.css'
import { useFigures } from './use-figures.ts'

/** A region's name over its branches, with what they come to together. */
export function GroupHead({ region, rows }: { region: string; rows: readonly BranchRow[] }) {
  const { t } = useTranslation('network')
  const { number, short } = useFigures()
  const sum = (of: (row: BranchRow) => number) => rows.reduce((total, row) => total + of(row), 0)
  const currencies = [...Map.groupBy(rows, (row) => row.currency)]
  const revenue = currencies.map(([currency, own]) =>
    short(
      own.reduce((total, row) => total + row.revenueMinor, 0),
      currency,
    ),
  )
  const troubled = rows.filter((row) => row.attention > 0).length
  return (
    <tr className={classes.group}>
      <th scope="rowgroup" colSpan={8}>
        <span className={classes.region}>{region || t('group.noRegion')}</span>{' '}
        <span className={classes.sums}>
          {[
            t('group.summary', { count: rows.length }),
            t('story.bookedN', { n: number(sum((row) => row.booked)) }),
            revenue.join(' + '),
            troubled > 0 ? t('needLook', { count: troubled }) : t('calm', { count: rows.length }),
          ].join(' · ')}
        </span>
      </th>
    </tr>
  )
}

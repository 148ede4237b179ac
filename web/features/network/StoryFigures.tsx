import { useTranslation } from 'react-i18next'
import type { BranchRow } from '#contract/network.ts'
import classes from './BranchStory.module.css'
import { useFigures } from './use-figures.ts'

/** The branch's figures, each beside its own usual: what its row leaves out where there is little room. */
export function StoryFigures({ row }: { row: BranchRow }) {
  const { t } = useTranslation('network')
  const { money, part, rate, wait } = useFigures()
  const { noShowPerMille, noShowBaselinePerMille, revenueMinor, revenueBaselineMinor, longestWaitMinutes } = row
  const lines = [
    {
      label: t('column.noShow'),
      figure: noShowPerMille === null ? '–' : rate(noShowPerMille),
      beside: noShowBaselinePerMille !== null && t('usualRate', { value: rate(noShowBaselinePerMille) }),
    },
    {
      label: t('column.revenue'),
      figure: money(revenueMinor, row.currency),
      beside: revenueBaselineMinor !== null && t('ofUsualDay', { share: part(revenueMinor, revenueBaselineMinor) }),
    },
    { label: t('column.dues'), figure: money(row.dueMinor, row.currency), beside: false },
    {
      label: t('column.wait'),
      figure: longestWaitMinutes === null ? '–' : wait(longestWaitMinutes),
      beside: row.waiting > 0 && t('waitingNow', { count: row.waiting }),
    },
  ]
  return (
    <dl className={classes.facts}>
      {lines.map(({ label, figure, beside }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {figure} {beside && <span>{beside}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

import { useTranslation } from 'react-i18next'
import type { BranchRow } from '#contract/network.ts'
import { StatusShape } from '../../ui/StatusShape.tsx'
import classes from './Against.module.css'
import { useFigures } from './use-figures.ts'

/** A no-show rate beside the branch's own. */
export function RateAgainst({ row }: { row: BranchRow }) {
  const { t } = useTranslation('network')
  const { rate } = useFigures()
  const usual = row.noShowBaselinePerMille
  const isBad = row.troubles.some(({ kind }) => kind === 'no_shows')
  return (
    <span className={classes.pair} data-bad={isBad || undefined}>
      <span className={classes.figure}>
        {isBad && <StatusShape shape="alert" size={11} />}
        {row.noShowPerMille === null ? '–' : rate(row.noShowPerMille)}
      </span>
      <span className={classes.usual}>{usual === null ? '' : t('usualRate', { value: rate(usual) })}</span>
    </span>
  )
}

/** What came in, and which share that is of a usual such weekday. */
export function MoneyAgainst({ row }: { row: BranchRow }) {
  const { t } = useTranslation('network')
  const { money, short, part } = useFigures()
  const usual = row.revenueBaselineMinor
  const isBad = row.troubles.some(({ kind }) => kind === 'revenue_low')
  const whole = [
    money(row.revenueMinor, row.currency),
    usual !== null && t('usualMoney', { amount: money(usual, row.currency) }),
  ]
  return (
    <span className={classes.pair} data-bad={isBad || undefined} title={whole.filter(Boolean).join('\n')}>
      <span className={classes.figure}>
        {isBad && <StatusShape shape="alert" size={11} />}
        {short(row.revenueMinor, row.currency)}
      </span>
      <span className={classes.usual}>{usual ? t('ofUsualDay', { share: part(row.revenueMinor, usual) }) : ''}</span>
    </span>
  )
}

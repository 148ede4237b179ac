import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { BranchRow } from '#contract/network.ts'
import { MiniBar } from '../../ui/MiniBar.tsx'
import { StatusShape } from '../../ui/StatusShape.tsx'
import { MoneyAgainst, RateAgainst } from './Against.tsx'
import classes from './BranchGrid.module.css'
import { TroubleAction, TroubleSentence, useTroubleWords } from './TroubleWords.tsx'
import { useFigures } from './use-figures.ts'
import { doorLooks } from './words.ts'

interface BranchGridRowProps {
  row: BranchRow
  /** Head office's day: a branch in another zone says which day its figures are of. */
  day: string
  selected: boolean
  isStop: boolean
  onVisit: () => void
  onSelect: () => void
  onKeyDown: (event: KeyboardEvent<HTMLTableRowElement>, row: BranchRow) => void
}

/** One branch: figures quiet, words only where something is wrong. */
export function BranchGridRow({ row, day, selected, isStop, onVisit, onSelect, onKeyDown }: BranchGridRowProps) {
  const { t } = useTranslation('network')
  const { short, money, number, wait, date } = useFigures()
  const [worst] = row.troubles
  return (
    <tr
      className={classes.row}
      data-branch={row.clinicId}
      data-trouble={worst && row.attention > 0 ? true : undefined}
      data-muted={row.status === 'inactive' || undefined}
      aria-current={selected || undefined}
      tabIndex={isStop ? 0 : -1}
      onFocus={onVisit}
      onClick={(event) => !(event.target as Element).closest('a') && onSelect()}
      onKeyDown={(event) => onKeyDown(event, row)}
    >
      <th scope="row" className={classes.branch}>
        <span className={classes.name}>{row.name}</span>{' '}
        <span className={classes.city}>
          {row.city}
          {row.day !== day && ` · ${date(row.day, 'weekday')}`}
        </span>
      </th>
      <td className={classes.doors}>
        <Doors row={row} />
      </td>
      <td className={classes.today}>
        <span className={classes.bar}>
          <DayBar row={row} />
          <span className={classes.counts}>
            {number(row.arrived)}
            <i>/</i>
            {number(row.done)}
            <i>/</i>
            <b>{number(row.booked)}</b>
          </span>
        </span>
      </td>
      <td className={classes.noShow} data-align="end">
        <RateAgainst row={row} />
      </td>
      <td className={classes.revenue} data-align="end">
        <MoneyAgainst row={row} />
      </td>
      <td className={classes.dues} data-align="end" title={money(row.dueMinor, row.currency)}>
        {row.dueMinor === 0 ? <span className={classes.faint}>–</span> : short(row.dueMinor, row.currency)}
      </td>
      <td className={classes.wait} data-align="end">
        {row.longestWaitMinutes === null ? (
          <span className={classes.faint}>–</span>
        ) : (
          <span title={t('waitingNow', { count: row.waiting })}>{wait(row.longestWaitMinutes)}</span>
        )}
      </td>
      <td className={classes.wrong}>{worst && <Wrong row={row} />}</td>
    </tr>
  )
}

function Doors({ row }: { row: BranchRow }) {
  const { t } = useTranslation('network')
  const { clock } = useFigures()
  if (row.doors === null || row.status === 'inactive') return <span className={classes.faint}>–</span>
  const hours =
    row.opensMinute === null || row.closesMinute === null
      ? t('doors.noHours')
      : t('doors.hours', { from: clock(row.opensMinute), to: clock(row.closesMinute) })
  const { tone, shape } = doorLooks[row.doors]
  return (
    <span className={classes.door} data-tone={tone} title={hours}>
      <StatusShape shape={shape} size={11} />
      {t(`doors.${row.doors}`)}
    </span>
  )
}

function DayBar({ row }: { row: BranchRow }) {
  const { t } = useTranslation('network')
  return (
    <MiniBar
      parts={[
        { label: t('bar.done'), value: row.done, tone: 'accent' },
        { label: t('bar.inside'), value: row.arrived - row.done, tone: 'info' },
        { label: t('bar.noShow'), value: row.noShow, tone: 'warn' },
      ]}
      total={row.booked}
    />
  )
}

function Wrong({ row }: { row: BranchRow }) {
  const { t } = useTranslation('network')
  const say = useTroubleWords()
  const [worst, ...others] = row.troubles
  if (!worst) return null
  const all = row.troubles.map((trouble) => say(trouble, row)).join('\n')
  return (
    <span className={classes.wrongLine} title={all}>
      <TroubleSentence trouble={worst} row={row} />
      {others.length > 0 && <span className={classes.more}>{t('more', { count: others.length })}</span>}
      <TroubleAction trouble={worst} row={row} />
    </span>
  )
}

import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { BranchRow, Trouble } from '#contract/network.ts'
import { paths } from '../../lib/paths.ts'
import { StatusShape } from '../../ui/StatusShape.tsx'
import classes from './TroubleWords.module.css'
import { useFigures } from './use-figures.ts'
import { troubleLooks } from './words.ts'

/** What is wrong, as a sentence with its mark. */
export function TroubleSentence({ trouble, row }: { trouble: Trouble; row: BranchRow }) {
  const say = useTroubleWords()
  const { tone, shape } = troubleLooks[trouble.kind]
  return (
    <span className={classes.sentence} data-tone={tone}>
      <StatusShape shape={shape} />
      <span className={classes.words}>{say(trouble, row)}</span>
    </span>
  )
}

/** The sentence of a trouble. */
export function useTroubleWords() {
  const { t } = useTranslation('network')
  const { rate, short, wait } = useFigures()
  return ({ kind, value, baseline, doctorName, patients }: Trouble, { currency }: BranchRow): string => {
    const count = patients ?? 0
    const time = wait(value)
    switch (kind) {
      case 'doctor_late':
        return t('trouble.doctor_late', { doctor: doctorName ?? '', time, count })
      case 'not_opened':
      case 'long_wait':
        return t(`trouble.${kind}`, { time, count })
      case 'no_shows':
        return t('trouble.no_shows', { rate: rate(value), usual: rate(baseline ?? 0), count })
      case 'revenue_low':
        return t('trouble.revenue_low', { amount: short(value, currency), usual: short(baseline ?? 0, currency) })
      case 'dues_high':
        return t('trouble.dues_high', { amount: short(value, currency) })
      case 'inactive':
        return t('trouble.inactive')
    }
  }
}

/** The one thing to do about it. A closed door is called; everything else is looked at where it happens. */
export function TroubleAction({ trouble, row }: { trouble: Trouble; row: BranchRow }) {
  const { t } = useTranslation('network')
  const id = row.clinicId
  const isToday = row.doors !== null
  const day = paths.day(id, isToday ? {} : { date: row.day })
  // Whoever is booked at a branch that was deactivated still stands on its day.
  if (trouble.kind === 'inactive' && row.booked === 0) return null
  if (trouble.kind === 'not_opened' && row.phone)
    return (
      <a href={`tel:${row.phone}`} className={classes.action} title={row.phone}>
        {t('action.call')}
      </a>
    )
  if (trouble.kind === 'long_wait')
    return (
      <Link {...paths.queue(id)} className={classes.action}>
        {t('action.queue')}
      </Link>
    )
  if (trouble.kind === 'dues_high' || trouble.kind === 'revenue_low')
    return (
      <Link {...paths.billing(id)} className={classes.action}>
        {t(trouble.kind === 'dues_high' ? 'action.dues' : 'action.billing')}
      </Link>
    )
  const words = isToday ? t('action.openDay') : t('action.openThatDay')
  return (
    <Link {...day} className={classes.action}>
      {trouble.kind === 'no_shows' ? t('action.noShows') : words}
    </Link>
  )
}

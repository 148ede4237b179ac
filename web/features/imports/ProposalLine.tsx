import { useTranslation } from 'react-i18next'
import type { ImportProposal } from '#contract/imports.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import classes from './imports.module.css'
import { useSaid } from './use-said.ts'

/** "Row 12, Hina Tariq" beside who it may be, how sure, and why. */
export function ProposalLine({ line, who, proposal }: { line: number; who: string; proposal: ImportProposal }) {
  const { t } = useTranslation('imports')
  const said = useSaid()
  // A reason may have two halves: "given name spelled alike, same family name".
  const inWords = (reason: string) =>
    reason
      .split(', ')
      .map((half) => t(`reasons.${half}` as 'reasons.same name', { defaultValue: said(half) }))
      .join(', ')
  const same = proposal.verdict === 'same'
  return (
    <div className={classes.pair}>
      <span className={classes.pairNames}>
        <span className={classes.count}>{t('row', { line })}</span>
        <bdi>{who}</bdi>
        <span className={classes.quiet}>{t('maybe')}</span>
        <bdi>{said(proposal.who)}</bdi>
      </span>
      <span className={classes.pairWhy}>
        <StatusBadge tone={same ? 'bad' : 'warn'} shape={same ? 'dot' : 'half'} bare>
          {t(`verdict.${proposal.verdict}`, { score: proposal.score })}
        </StatusBadge>
        <span className={classes.quiet}>{proposal.reasons.map(inWords).join(' · ')}</span>
      </span>
    </div>
  )
}

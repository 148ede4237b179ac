import { useTranslation } from 'react-i18next'
import type { ImportPreview } from '#contract/imports.ts'
import { useFormat } from '../../lib/format.ts'
import classes from './imports.module.css'
import { ProposalLine } from './ProposalLine.tsx'

const shown = 5

/** The first rows that look like somebody who is there already; they will be set aside for a person to decide. */
export function LikelyDuplicates({ found, all }: { found: ImportPreview['duplicates']; all: number }) {
  const { t } = useTranslation('imports')
  const { number } = useFormat()
  if (found.length === 0) return null
  return (
    <section className={classes.section}>
      <h2 className={classes.heading}>{t('duplicates.title')}</h2>
      <p className={classes.quiet}>{t('duplicates.words', { count: all, rows: number(all) })}</p>
      <ul className={classes.pairs}>
        {found.slice(0, shown).map(({ line, who, proposal }) => (
          <li key={line}>
            <ProposalLine line={line} who={who} proposal={proposal} />
          </li>
        ))}
      </ul>
    </section>
  )
}

import { useTranslation } from 'react-i18next'
import type { ImportPreview } from '#contract/imports.ts'
import { useFormat } from '../../lib/format.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import classes from './imports.module.css'
import { useSaid } from './use-said.ts'

/** Like problems counted together: what keeps rows out first, then what is left empty. */
export function Problems({ problems }: { problems: ImportPreview['problems'] }) {
  const { t } = useTranslation('imports')
  const said = useSaid()
  const { number } = useFormat()
  if (problems.length === 0) return null
  const sorted = [...problems].sort((a, b) => Number(b.refuses) - Number(a.refuses))
  return (
    <section className={classes.section}>
      <h2 className={classes.heading}>{t('problems.title')}</h2>
      <ul className={classes.problems}>
        {sorted.map(({ sentence, count, refuses, others = 0, lines }) => (
          <li key={`${refuses} ${sentence}`}>
            <span className={classes.count}>{number(count)}</span>
            <span className={classes.mark}>
              <StatusBadge tone={refuses ? 'bad' : 'warn'} shape={refuses ? 'cross' : 'alert'} bare>
                {t(refuses ? 'problems.refused' : 'problems.empty')}
              </StatusBadge>
            </span>
            <span className={classes.sentence}>
              <span>
                {said(sentence)}
                {others > 0 && ` ${t('problems.others', { count: others, values: number(others) })}`}
              </span>
              <span className={classes.quiet}>
                {t('problems.rows', { count, rows: lines.join(', ') + (count > lines.length ? ' …' : '') })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

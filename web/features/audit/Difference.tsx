import { IconArrowRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AuditChange } from '#contract/audit.ts'
import classes from './Audit.module.css'
import { useAuditWords } from './words.ts'

const inRow = 2

/** The first of what changed, in a row: "city: Lahore → Multan". */
export function ShortDifference({ changes }: { changes: readonly AuditChange[] }) {
  const { t } = useTranslation('audit')
  const words = useAuditWords()
  if (changes.length === 0) return null
  return (
    <div className={classes.short}>
      {changes.slice(0, inRow).map(({ field, before, after }) => (
        <span key={field} className={classes.pair}>
          {words.field(field)}: <bdi>{words.value(field, before)}</bdi> <Arrow /> <bdi>{words.value(field, after)}</bdi>
        </span>
      ))}
      {changes.length > inRow && <span>{t('more', { count: changes.length - inRow })}</span>}
    </div>
  )
}

/** All that changed: before and after beside each other. */
export function Difference({ changes }: { changes: readonly AuditChange[] }) {
  const { t } = useTranslation('audit')
  const words = useAuditWords()
  return (
    <table className={classes.difference}>
      <thead>
        <tr>
          <th scope="col">{t('act.field')}</th>
          <th scope="col">{t('act.before')}</th>
          <th scope="col">{t('act.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{words.field(field)}</th>
            <td className={classes.before}>
              <bdi>{words.value(field, before)}</bdi>
            </td>
            <td className={classes.after}>
              <bdi>{words.value(field, after)}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Arrow() {
  return <IconArrowRight size={12} stroke={2} className="flips" aria-label="→" />
}

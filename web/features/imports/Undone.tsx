import { useTranslation } from 'react-i18next'
import type { Import } from '#contract/imports.ts'
import { useFormat } from '../../lib/format.ts'
import classes from './imports.module.css'
import { useSaid } from './use-said.ts'

/** What an undo took away, and what stays and why. */
export function Undone({ undo }: { undo: NonNullable<Import['undo']> }) {
  const { t } = useTranslation('imports')
  const said = useSaid()
  const { number, date } = useFormat()
  const figures = {
    patients: number(undo.patients),
    appointments: number(undo.appointments),
    branches: number(undo.clinics),
  }
  return (
    <section className={classes.panel}>
      <h2 className={classes.heading}>{t('undone.title')}</h2>
      <p>{t('undone.gone', figures)}</p>
      {undo.stayed > 0 && (
        <>
          <p>{t('undone.stayed', { count: undo.stayed, rows: number(undo.stayed) })}</p>
          <ul className={classes.problems}>
            {undo.stays.map(({ who, reason, what }) => (
              <li key={`${what} ${who} ${reason}`}>
                <bdi>{who.replace(/\d{4}-\d\d-\d\d$/, (day) => date(day))}</bdi>
                <span className={classes.quiet}>{said(reason)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

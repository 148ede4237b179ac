import { useTranslation } from 'react-i18next'
import type { Import } from '#contract/imports.ts'
import { listed, useFormat } from '../../lib/format.ts'
import classes from './imports.module.css'
import { useSaid } from './use-said.ts'

/** What an undo took away, and what stays and why. */
export function Undone({ undo }: { undo: NonNullable<Import['undo']> }) {
  const { t } = useTranslation('imports')
  const said = useSaid()
  const { number, date } = useFormat()
  const of = (what: 'patients' | 'appointments' | 'branches', count: number) =>
    t(`undone.${what}`, { count, rows: number(count) })
  const gone = [of('patients', undo.patients), of('appointments', undo.appointments), of('branches', undo.clinics)]
  return (
    <section className={classes.panel}>
      <h2 className={classes.heading}>{t('undone.title')}</h2>
      <p>
        {t('undone.gone')} {listed(gone)}
      </p>
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

import { useTranslation } from 'react-i18next'
import type { ImportPreview } from '#contract/imports.ts'
import { useFormat } from '../../lib/format.ts'
import classes from './imports.module.css'

/** The first rows as they will be read, so that a wrong column is seen at a glance. */
export function FirstRows({ samples }: { samples: ImportPreview['samples'] }) {
  const { t } = useTranslation('imports')
  const { date } = useFormat()
  const shown = (label: string, value = '–') => {
    if (/^\d{4}-\d\d-\d\d$/.test(value)) return date(value)
    const ours = label === 'Sex' || label === 'State' || label === 'Time'
    return ours ? t(`values.${value}` as 'values.female', { defaultValue: value }) : value
  }
  if (samples.length === 0) return null
  const labels = [...new Set(samples.flatMap(({ values }) => values.map(({ label }) => label)))]
  return (
    <section className={classes.section}>
      <h2 className={classes.heading}>{t('firstRows')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <section className={classes.scroller} aria-label={t('firstRows')} tabIndex={0}>
        <table className={classes.sheet}>
          <thead>
            <tr>
              <th scope="col">{t('rowHead')}</th>
              {labels.map((label) => (
                <th key={label} scope="col">
                  {t(`read.${label}` as 'read.Name', { defaultValue: label })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {samples.map(({ line, values }) => (
              <tr key={line}>
                <td className={classes.count}>{line}</td>
                {labels.map((label) => (
                  <td key={label} dir="auto">
                    {shown(label, values.find((value) => value.label === label)?.value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}

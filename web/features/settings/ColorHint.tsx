import { useTranslation } from 'react-i18next'
import { brandShades } from '../../lib/brand-color.ts'
import { useFormat } from '../../lib/format.ts'
import { contrast } from '../../lib/oklch.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import classes from './Branding.module.css'

/** WCAG 2.2 AA for text. */
const readable = 4.5

/** Whether white text reads on the colour, and what is used instead when it does not. */
export function ColorHint({ color }: { color: string }) {
  const { t } = useTranslation('settings')
  const { number } = useFormat()
  const ratio = contrast(color, '#ffffff')
  const worn = brandShades(color)[6]
  const figure = `${number(ratio, { maximumFractionDigits: 1 })} : 1`
  const isReadable = ratio >= readable

  return (
    <div className={classes.hint} role="status">
      <span className={classes.sample} style={{ background: worn }}>
        {t('branding.sample')}
      </span>
      <StatusBadge tone={isReadable ? 'good' : 'warn'} shape={isReadable ? 'check' : 'alert'}>
        {t('branding.contrast', { figure })}
      </StatusBadge>
      <span className={classes.words}>
        {t(isReadable ? 'branding.readable' : 'branding.darkened', { color: worn })}
      </span>
    </div>
  )
}

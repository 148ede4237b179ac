import { useTranslation } from 'react-i18next'
import { StatusShape } from '../../ui/StatusShape.tsx'
import classes from './Gaps.module.css'
import type { Gap } from './gaps.ts'

/** What the visit seems to lack, told before it is finished; with nothing to tell it is not there. */
export function Gaps({ gaps }: { gaps: readonly Gap[] }) {
  const { t } = useTranslation('clinical')
  if (gaps.length === 0) return null
  return (
    <div role="alert" className={classes.gaps}>
      <strong>
        <StatusShape shape="alert" size={14} /> {t('gaps.title')}
      </strong>
      <ul className={classes.list}>
        {gaps.map((gap, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same medicine may stand there twice
          <li key={`${gap.kind} ${place}`}>{t(`gaps.${gap.kind}`, gap)}</li>
        ))}
      </ul>
    </div>
  )
}

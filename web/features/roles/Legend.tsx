import { IconCheck, IconLock, IconMinus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './Matrix.module.css'

export function Legend({ editable }: { editable: boolean }) {
  const { t } = useTranslation('roles')
  return (
    <ul className={classes.legend}>
      <li>
        <IconCheck size={14} stroke={2.4} aria-hidden /> {t('may')}
      </li>
      <li>
        <IconMinus size={14} stroke={2} aria-hidden /> {t('mayNot')}
      </li>
      <li>
        <span className={classes.dot} aria-hidden /> {t('deviates')}
      </li>
      {editable && (
        <li>
          <IconLock size={12} stroke={2} aria-hidden /> {t('fixedMeans')}
        </li>
      )}
    </ul>
  )
}

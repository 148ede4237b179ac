import { IconCloudOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../lib/connection.ts'
import { useFormat } from '../lib/format.ts'
import classes from './ConnectionBanner.module.css'

/** A thin line while no answer comes: how old the screen is, and what does not work meanwhile. */
export function ConnectionBanner() {
  const { t } = useTranslation('shell')
  const { online, lastAnswerAt } = useConnection()
  const { time } = useFormat()
  return (
    <div role="status" className={classes.place}>
      {!online && (
        <div className={classes.banner}>
          <IconCloudOff size={16} stroke={1.8} aria-hidden />
          {t('connection.lost', { time: time(new Date(lastAnswerAt)) })}
        </div>
      )}
    </div>
  )
}

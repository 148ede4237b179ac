import { Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import classes from './Outside.module.css'

interface OutsideStateProps {
  address: string
  verified: boolean
  /** Of one in use: how many checks in a row missed its record. */
  failedChecks: number
  /** Whether it is in use yet, in words. */
  words: string
}

/** An address, on the web or of mails, and where it stands with the name servers. */
export function OutsideState({ address, verified, failedChecks, words }: OutsideStateProps) {
  const { t } = useTranslation('settings')
  const failing = verified && failedChecks > 0
  const good = verified && !failing
  return (
    <>
      <Group gap="sm">
        <strong>
          <bdi className="ltr">{address}</bdi>
        </strong>
        <StatusBadge tone={good ? 'good' : 'warn'} shape={good ? 'check' : failing ? 'alert' : 'clock'}>
          {failing ? t('outside.missing') : words}
        </StatusBadge>
      </Group>
      {failing && (
        <p role="alert" className={classes.hint}>
          {t('outside.failing', { count: failedChecks })}
        </p>
      )}
    </>
  )
}

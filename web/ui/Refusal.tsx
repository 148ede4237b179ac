import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../lib/api-error.ts'
import { wordsFor } from '../lib/refusal-words.ts'
import classes from './Refusal.module.css'

export interface RefusalProps {
  /** What went wrong; null or undefined shows nothing, so it can stand in a form at all times. */
  error: unknown
  /** The feature's own sentence, where it knows more than the code (`words.ts`). */
  children?: ReactNode
  onRetry?: () => void
}

/** Says in one sentence what was refused, beside the thing that caused it. Screen readers hear it at once. */
export function Refusal({ error, children, onRetry }: RefusalProps) {
  const { t } = useTranslation('ui')
  if (!error) return null
  const traceId = error instanceof ApiError && error.status >= 500 ? error.traceId : undefined

  return (
    <div role="alert" className={classes.refusal}>
      <IconAlertTriangle size={18} stroke={1.8} className={classes.icon} aria-hidden />
      <div dir="auto" className={classes.words}>
        {children ?? wordsFor(error)}
        {traceId && <div className={classes.trace}>{t('by', { id: traceId })}</div>}
      </div>
      {onRetry && (
        <Button size="xs" variant="default" onClick={onRetry} className={classes.retry}>
          {t('tryAgain')}
        </Button>
      )}
    </div>
  )
}

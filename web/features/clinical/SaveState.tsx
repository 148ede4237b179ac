import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import { wordsFor } from '../../lib/refusal-words.ts'
import { type Shape, StatusShape } from '../../ui/StatusShape.tsx'
import type { DraftState } from './keep-draft.ts'
import classes from './SaveState.module.css'

const shapes: Record<DraftState['status'], Shape> = {
  saved: 'check',
  typing: 'dashed',
  saving: 'half',
  offline: 'alert',
  conflict: 'alert',
  refused: 'alert',
}

/** Quiet while all is well: "Saved 10:32". Says what happens to the text when it is not. */
export function SaveState({ state, onRetry }: { state: DraftState; onRetry: () => void }) {
  const { t } = useTranslation('clinical')
  const { time } = useFormat()
  const { status, savedAt, error } = state
  const words =
    status === 'saved'
      ? savedAt
        ? t('save.saved', { time: time(savedAt) })
        : t('save.nothing')
      : status === 'refused'
        ? t('save.refused', { why: wordsFor(error) })
        : t(`save.${status}`)
  const isLoud = status === 'offline' || status === 'refused' || status === 'conflict'

  return (
    <div className={classes.state} data-loud={isLoud || undefined} role="status">
      <StatusShape shape={shapes[status]} />
      <span>{words}</span>
      {(status === 'offline' || status === 'refused') && (
        <Button size="compact-sm" variant="default" onClick={onRetry}>
          {t('save.retry')}
        </Button>
      )}
    </div>
  )
}

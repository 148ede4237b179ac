import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { i18n } from '../lib/i18n.ts'
import { wordsFor } from '../lib/refusal-words.ts'
import { StatusShape } from './StatusShape.tsx'
import classes from './toasts.module.css'

/** `toast.done('Moved to 10:30', { undo: () => moveBack.mutate(…) })`: undo rather than "are you sure". */
export const toast = {
  done(message: string, options: { undo?: () => void } = {}): void {
    const { undo } = options
    const id = crypto.randomUUID()
    let done = false
    const undoAndHide = () => {
      notifications.hide(id)
      // It is still there while it fades, and a double click meets it twice.
      if (!done) undo?.()
      done = true
    }
    notifications.show({
      id,
      classNames: classes,
      message: undo ? <Words message={message} label={i18n.t('ui:undo')} act={undoAndHide} /> : message,
      icon: <StatusShape shape="check" size={14} />,
      color: 'var(--good)',
      // Long enough to read, notice and reach for: WCAG asks for time, the desk for peace.
      autoClose: undo ? 9000 : 4000,
    })
  },

  /** Worth a look, when there is time: `toast.hint('…', { label: 'Compare', act })`. */
  hint(message: string, { label, act }: { label: string; act: () => void }): void {
    const id = crypto.randomUUID()
    const actAndHide = () => {
      notifications.hide(id)
      act()
    }
    notifications.show({
      id,
      classNames: classes,
      message: <Words message={message} label={label} act={actAndHide} />,
      icon: <StatusShape shape="alert" size={14} />,
      color: 'var(--warn)',
      autoClose: 15_000,
    })
  },

  refused(error: unknown, words?: string): void {
    notifications.show({
      classNames: classes,
      message: words ?? wordsFor(error),
      icon: <StatusShape shape="alert" size={14} />,
      color: 'var(--bad)',
      autoClose: 9000,
      role: 'alert',
    })
  },
}

function Words({ message, label, act }: { message: string; label: string; act: () => void }) {
  return (
    <div className={classes.words}>
      <span>{message}</span>
      <Button size="compact-sm" variant="subtle" flex="none" onClick={act}>
        {label}
      </Button>
    </div>
  )
}

import { Button, Group, Modal } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'

interface UnsavedQuestionProps {
  opened: boolean
  /** What becomes of it; left out, it is gone. */
  body?: string | undefined
  onStay: () => void
  onLeave: () => void
}

/** Stay and save, or leave without? Above a drawer too. */
export function UnsavedQuestion({ opened, body, onStay, onLeave }: UnsavedQuestionProps) {
  const { t } = useTranslation('ui')
  // Mantine's own way hears the Escape that opened this, too. Here it is heard after the drawer below, which asks again.
  const stayOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    onStay()
  }
  return (
    <Modal
      opened={opened}
      onClose={onStay}
      title={t('unsaved.title')}
      zIndex={350}
      closeOnEscape={false}
      onKeyDown={stayOnEscape}
    >
      <p style={{ marginBlockStart: 0 }}>{body ?? t('unsaved.body')}</p>
      <Group gap="xs">
        <Button data-autofocus onClick={onStay}>
          {t('unsaved.stay')}
        </Button>
        <Button variant="default" onClick={onLeave}>
          {t('unsaved.leave')}
        </Button>
      </Group>
    </Modal>
  )
}

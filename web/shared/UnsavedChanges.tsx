import { Button, Group, Modal } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

/** While something is unsaved, leaving the page asks first: another screen, the back button, closing the tab. */
export function UnsavedChanges({ when }: { when: boolean }) {
  const { t } = useTranslation('shell')
  const leaving = useBlocker({
    // The payment drawer and filters change the search only: the page stays, and so does what was typed.
    shouldBlockFn: ({ current, next }) => when && current.pathname !== next.pathname,
    enableBeforeUnload: () => when,
    withResolver: true,
  })
  const blocked = leaving.status === 'blocked'

  return (
    <Modal opened={blocked} onClose={() => blocked && leaving.reset()} title={t('unsaved.title')}>
      <p style={{ marginBlockStart: 0 }}>{t('unsaved.body')}</p>
      <Group gap="xs">
        <Button data-autofocus onClick={() => blocked && leaving.reset()}>
          {t('unsaved.stay')}
        </Button>
        <Button variant="default" onClick={() => blocked && leaving.proceed()}>
          {t('unsaved.leave')}
        </Button>
      </Group>
    </Modal>
  )
}

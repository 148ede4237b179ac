import { Button, Group, Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { UnsavedChanges } from '../../shared/UnsavedChanges.tsx'

/** Closing a drawer with something typed in it asks first. `question` belongs beside the drawer. */
export function useGuardedClose(dirty: boolean, onClose: () => void) {
  const { t } = useTranslation('shell')
  const [asking, setAsking] = useState(false)
  const question = (
    <>
      <UnsavedChanges when={dirty} />
      <Modal opened={asking} onClose={() => setAsking(false)} title={t('unsaved.title')} zIndex={350}>
        <p style={{ marginBlockStart: 0 }}>{t('unsaved.body')}</p>
        <Group gap="xs">
          <Button data-autofocus onClick={() => setAsking(false)}>
            {t('unsaved.stay')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('unsaved.leave')}
          </Button>
        </Group>
      </Modal>
    </>
  )
  return { close: () => (dirty ? setAsking(true) : onClose()), question }
}

import { Button } from '@mantine/core'
import type { FormEvent, KeyboardEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { BothSides, type Difference } from '../../shared/BothSides.tsx'
import { UnsavedChanges } from '../../shared/UnsavedChanges.tsx'
import { Keys } from '../../ui/KeyHints.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import classes from './SettingsPage.module.css'

interface SettingsFormProps {
  dirty: boolean
  busy: boolean
  error: unknown
  /** Something typed cannot be saved as it is. */
  faulty?: boolean
  onSave: () => void
  onDiscard: () => void
  /** When somebody else saved first: both sides, and what is done with them. */
  meanwhile: { differences: readonly Difference[] | null; onKeepMine: () => void; onTakeTheirs: () => void }
  children: ReactNode
}

/** A settings page's form: Save and Discard in sight as soon as something changed, Ctrl+Enter, a question before leaving. */
export function SettingsForm(props: SettingsFormProps) {
  const { dirty, busy, error, faulty = false, onSave, onDiscard, meanwhile, children } = props
  const { t } = useTranslation('settings')
  const maySave = dirty && !busy && !faulty
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (maySave) onSave()
  }
  const saveByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    if (maySave) onSave()
  }

  return (
    <form noValidate className={classes.form} onSubmit={save} onKeyDown={saveByKey}>
      <UnsavedChanges when={dirty} />
      {children}
      <Refusal error={meanwhile.differences ? null : error} />
      <BothSides {...meanwhile} busy={busy} />
      <div className={classes.footer}>
        <Button
          type="submit"
          loading={busy}
          disabled={!dirty || faulty}
          rightSection={<Keys keys="mod+Enter" />}
          className={classes.save ?? ''}
        >
          {t('save')}
        </Button>
        {dirty && (
          <Button variant="subtle" color="gray" onClick={onDiscard}>
            {t('discard')}
          </Button>
        )}
        {dirty && <span className={classes.unsaved}>{t('unsaved')}</span>}
      </div>
    </form>
  )
}

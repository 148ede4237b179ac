import { Button, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './ConflictModal.module.css'
import { type Draft, draftOf, type Field } from './draft.ts'
import type { DraftState } from './keep-draft.ts'

interface ConflictModalProps {
  draft: Draft
  conflict: NonNullable<DraftState['conflict']>
  onChoose: (keep: 'mine' | 'theirs') => void
}

/** Two people, or two tabs, changed the same part: both are shown and a person decides. */
export function ConflictModal({ draft, conflict, onChoose }: ConflictModalProps) {
  const { t } = useTranslation('clinical')
  const theirs = draftOf(conflict.theirs)
  return (
    <Modal opened onClose={() => {}} withCloseButton={false} title={t('conflict.title')} size="xl">
      <p className={classes.words}>{t('conflict.words')}</p>
      {conflict.fields.map((field) => (
        <div key={field} className={classes.sides}>
          <h3 className={classes.field}>{t(`field.${field}`)}</h3>
          <Side title={t('conflict.mine')} text={words(draft, field)} />
          <Side title={t('conflict.theirs')} text={words(theirs, field)} />
        </div>
      ))}
      <div className={classes.actions}>
        <Button onClick={() => onChoose('mine')}>{t('conflict.keepMine')}</Button>
        <Button variant="default" onClick={() => onChoose('theirs')}>
          {t('conflict.takeTheirs')}
        </Button>
      </div>
    </Modal>
  )
}

function Side({ title, text }: { title: string; text: string }) {
  return (
    <div className={classes.side}>
      <h4>{title}</h4>
      <p>{text || '–'}</p>
    </div>
  )
}

function words(draft: Draft, field: Field): string {
  if (field === 'prescription')
    return draft.prescription
      .map((line) => [line.medicine, line.dose, line.days, line.advice].filter(Boolean).join(' · '))
      .join('\n')
  if (field === 'diagnoses')
    return draft.diagnoses.map(({ code, title, tooth }) => [code, title, tooth].filter(Boolean).join(' ')).join('\n')
  if (field === 'services')
    return draft.services
      .map(({ name, tooth, quantity }) => [name, tooth, `× ${quantity}`].filter(Boolean).join(' '))
      .join('\n')
  return draft[field] ?? ''
}

import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addAddendum, type Encounter } from '#contract/encounters.ts'
import { useAct } from '../../lib/query.ts'
import { usePlace } from '../../shared/place.ts'
import { DateText } from '../../ui/DateText.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import classes from './Section.module.css'
import { forgetUnsaved, unsavedNote } from './use-draft.ts'

/** What was added after the finish, and the way to add. Text that the finish overtook is offered here, not lost. */
export function Addenda({ clinicId, encounter }: { clinicId: string; encounter: Encounter }) {
  const { t } = useTranslation('clinical')
  const { can } = usePlace()
  const [overtaken] = useState(() => unsavedNote(encounter))
  const [text, setText] = useState(overtaken ?? '')
  const add = useAct(addAddendum, {
    onSuccess: () => {
      forgetUnsaved(encounter.id)
      setText('')
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim()) add.mutate({ clinicId, encounterId: encounter.id, note: text.trim() })
  }
  if (encounter.addenda.length === 0 && !can('encounters.update')) return null

  return (
    <section className={classes.section}>
      <h2 className={classes.heading}>{t('addendum.title')}</h2>
      {encounter.addenda.map(({ id, note, writtenBy, writtenAt }) => (
        <div key={id}>
          <p className={classes.text}>{note}</p>
          <span className={classes.quiet}>
            {writtenBy} · <DateText value={writtenAt} style="dayTime" />
          </span>
        </div>
      ))}
      {can('encounters.update') && (
        <form onSubmit={submit} className={classes.section}>
          {overtaken && <p className={classes.text}>{t('addendum.overtaken')}</p>}
          <Textarea
            aria-label={t('addendum.title')}
            placeholder={t('addendum.placeholder')}
            autosize
            classNames={{ input: classes.written }}
            minRows={2}
            maxLength={5000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Refusal error={add.error} />
          {text.trim() && (
            <div>
              <Button type="submit" size="xs" loading={add.isPending}>
                {t('addendum.add')}
              </Button>
            </div>
          )}
        </form>
      )}
    </section>
  )
}

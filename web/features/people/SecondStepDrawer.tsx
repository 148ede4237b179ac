import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { removeSecondStep, removeStaffSecondStep } from '#contract/second-step.ts'
import { useAct } from '../../lib/query.ts'
import { FormDrawer } from '../../ui/FormDrawer.tsx'
import { toast } from '../../ui/toasts.tsx'
import classes from './People.module.css'

interface SecondStepDrawerProps {
  person: { id: string; fullName: string; email: string | null }
  /** The branch that asks; null: head office. */
  clinicId: string | null
  onClose: () => void
}

/** Lets somebody in again who lost phone and recovery codes: says what happens, and asks why. */
export function SecondStepDrawer({ person, clinicId, onClose }: SecondStepDrawerProps) {
  const { t } = useTranslation('people')
  const [reason, setReason] = useState('')
  const { id: personId, fullName: name, email } = person
  const done = () => {
    toast.done(t('secondStep.done', { name }))
    onClose()
  }
  const here = useAct(removeSecondStep, { onSuccess: done })
  const anywhere = useAct(removeStaffSecondStep, { onSuccess: done })
  const act = clinicId ? here : anywhere

  return (
    <FormDrawer
      opened
      onClose={onClose}
      title={t('secondStep.title', { name })}
      submitLabel={t('secondStep.act')}
      busy={act.isPending}
      disabled={reason.trim().length < 3}
      error={act.error}
      onSubmit={(event) => {
        event.preventDefault()
        if (clinicId) here.mutate({ clinicId, personId, reason })
        else anywhere.mutate({ personId, reason })
      }}
    >
      <p className={classes.hint}>{t('secondStep.when', { name })}</p>
      <ul className={classes.happens}>
        <li>{t('secondStep.password', { name })}</li>
        <li>{t('secondStep.signedOut')}</li>
        <li>{t('secondStep.again')}</li>
        <li>{email ? t('secondStep.mail', { email }) : t('secondStep.noMail')}</li>
      </ul>
      <Textarea
        label={t('secondStep.reason')}
        description={t('secondStep.reasonHint')}
        required
        data-autofocus
        autosize
        minRows={2}
        maxLength={300}
        dir="auto"
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </FormDrawer>
  )
}

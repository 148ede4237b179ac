import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { removeAnySecondStep } from '#contract/second-step.ts'
import { useAct } from '../../lib/query.ts'
import { FormDrawer } from '../../ui/FormDrawer.tsx'
import { toast } from '../../ui/toasts.tsx'
import classes from './OrganizationDrawer.module.css'

/** Lets somebody in again whom no organization may: an operator, an only owner, somebody of several organizations. */
export function SecondStepDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('platform')
  const [login, setLogin] = useState('')
  const [reason, setReason] = useState('')
  const remove = useAct(removeAnySecondStep, {
    onSuccess: ({ fullName }) => {
      toast.done(t('secondStep.done', { name: fullName }))
      onClose()
    },
  })
  return (
    <FormDrawer
      opened
      onClose={onClose}
      title={t('secondStep.title')}
      submitLabel={t('secondStep.act')}
      busy={remove.isPending}
      disabled={login.trim() === '' || reason.trim().length < 3}
      error={remove.error}
      onSubmit={(event) => {
        event.preventDefault()
        remove.mutate({ login, reason })
      }}
    >
      <p className={classes.hint}>{t('secondStep.hint')}</p>
      <TextInput
        label={t('secondStep.login')}
        required
        data-autofocus
        dir="ltr"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
        value={login}
        onChange={({ currentTarget }) => setLogin(currentTarget.value)}
      />
      <Textarea
        label={t('secondStep.reason')}
        description={t('secondStep.reasonHint')}
        required
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

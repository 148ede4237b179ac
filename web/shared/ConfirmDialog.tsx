import { Button, Modal, PasswordInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { confirmSession } from '#contract/account.ts'
import { callApi } from '../lib/api.ts'
import type { ApiError } from '../lib/api-error.ts'
import { proofAsked } from '../lib/proof.ts'
import { useStore } from '../lib/store.ts'
import { Refusal } from '../ui/Refusal.tsx'
import classes from './ConfirmDialog.module.css'

// What is open below closes on Escape as well, and loses what was typed, unless the pressed element says otherwise.
const keepsEscape = { 'data-mantine-stop-propagation': 'true' }

/** Asks again who sits here, over whatever is open; the call that needed it goes on by itself. */
export function ConfirmDialog() {
  const { t } = useTranslation('account')
  const asked = useStore(proofAsked)
  return (
    <Modal
      opened={asked !== null}
      onClose={() => asked?.answer(false)}
      title={t('confirm.title')}
      size="sm"
      zIndex={500}
      closeOnEscape={false}
      closeButtonProps={keepsEscape as object}
    >
      {asked && <ConfirmForm onAnswer={asked.answer} />}
    </Modal>
  )
}

function ConfirmForm({ onAnswer }: { onAnswer: (given: boolean) => void }) {
  const { t } = useTranslation('account')
  const [byCode, setByCode] = useState(false)
  const [said, setSaid] = useState('')
  const confirm = useMutation<unknown, ApiError>({
    mutationFn: () => callApi(confirmSession, byCode ? { code: said } : { password: said }),
    onSuccess: () => onAnswer(true),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // A portal's events reach the form below it, in React's tree, which must not be sent now.
    event.stopPropagation()
    if (said) confirm.mutate()
  }
  const leaveOnEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onAnswer(false)
  }
  const change = (value: string) => {
    setSaid(value)
    if (confirm.error) confirm.reset()
  }

  return (
    <form noValidate onSubmit={submit} onKeyDown={leaveOnEscape} className={classes.form}>
      <p className={classes.words}>{t('confirm.words')}</p>
      {byCode ? (
        <TextInput
          key="code"
          label={t('code')}
          description={t('codeHint')}
          value={said}
          onChange={(event) => change(event.currentTarget.value)}
          autoComplete="one-time-code"
          dir="ltr"
          data-autofocus
          autoFocus
          {...keepsEscape}
        />
      ) : (
        <PasswordInput
          key="password"
          label={t('password')}
          value={said}
          onChange={(event) => change(event.currentTarget.value)}
          autoComplete="current-password"
          dir="ltr"
          data-autofocus
          autoFocus
          {...keepsEscape}
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
        />
      )}
      <Refusal error={confirm.error} />
      <div className={classes.acts}>
        <Button type="submit" loading={confirm.isPending} disabled={!said} {...keepsEscape}>
          {t('confirm.go')}
        </Button>
        <Button
          variant="subtle"
          {...keepsEscape}
          onClick={() => {
            setByCode(!byCode)
            change('')
          }}
        >
          {byCode ? t('confirm.byPassword') : t('confirm.byCode')}
        </Button>
      </div>
    </form>
  )
}

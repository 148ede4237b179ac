import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { passwordFault } from '#contract/password.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { NewPasswordInput } from './NewPasswordInput.tsx'
import classes from './SignInPage.module.css'

interface NewPasswordStepProps {
  words: string
  busy: boolean
  error: unknown
  onGive: (password: string) => void
}

export function NewPasswordStep({ words, busy, error, onGive }: NewPasswordStepProps) {
  const { t } = useTranslation('signIn')
  const [password, setPassword] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!passwordFault(password)) onGive(password)
  }
  return (
    <form className={classes.form} noValidate onSubmit={submit}>
      <p className={classes.words}>{words}</p>
      <NewPasswordInput value={password} onChange={setPassword} autoFocus />
      <Refusal error={error} />
      <Button type="submit" loading={busy} disabled={passwordFault(password) !== null} fullWidth>
        {t('savePassword')}
      </Button>
    </form>
  )
}

import { Button, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { forgotPassword } from '#contract/session.ts'
import { paths } from '../../lib/paths.ts'
import { useAct } from '../../lib/query.ts'
import { Door } from '../../shared/Door.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import classes from './SignInPage.module.css'

/** Asks for a link. What it says afterwards is the same whether or not somebody has that name. */
export function ForgottenPage() {
  const { t } = useTranslation('signIn')
  const [login, setLogin] = useState('')
  const ask = useAct(forgotPassword)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (login.trim()) ask.mutate({ login: login.trim() })
  }
  if (ask.isSuccess)
    return (
      <Door title={t('sentTitle')}>
        <p className={classes.words} role="status">
          {t('sentWords', { login })}
        </p>
        <Link {...paths.signIn()} className={classes.quiet}>
          {t('toSignIn')}
        </Link>
      </Door>
    )
  return (
    <Door title={t('forgottenTitle')}>
      <form className={classes.form} noValidate onSubmit={submit}>
        <p className={classes.words}>{t('forgottenWords')}</p>
        <TextInput
          label={t('email')}
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
          autoFocus
        />
        <Refusal error={ask.error} />
        <Button type="submit" loading={ask.isPending} disabled={!login.trim()} fullWidth>
          {t('sendLink')}
        </Button>
        <Link {...paths.signIn()} className={classes.quiet}>
          {t('toSignIn')}
        </Link>
      </form>
    </Door>
  )
}

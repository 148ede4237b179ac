import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { paths } from '../../lib/paths.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import classes from './SignInPage.module.css'

interface PasswordStepProps {
  login: string
  busy: boolean
  error: unknown
  /** The installation's own door, where a practice that is not here yet may register. */
  newPractice: boolean
  onGive: (credentials: { login: string; password: string }) => void
}

export function PasswordStep({ login, busy, error, newPractice, onGive }: PasswordStepProps) {
  const { t } = useTranslation('signIn')
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { login, password: '' },
    validate: {
      login: (value) => (value.trim() ? null : t('required')),
      password: (value) => (value ? null : t('required')),
    },
  })
  return (
    <form className={classes.form} noValidate onSubmit={form.onSubmit(onGive)}>
      <TextInput
        key={form.key('login')}
        {...form.getInputProps('login')}
        label={t('email')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        dir="ltr"
        data-autofocus
        autoFocus
      />
      <PasswordInput
        key={form.key('password')}
        {...form.getInputProps('password')}
        label={t('password')}
        autoComplete="current-password"
        dir="ltr"
        visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
      />
      <Refusal error={error} />
      <Button type="submit" loading={busy} fullWidth>
        {t('signIn')}
      </Button>
      <Link {...paths.forgotten()} className={classes.quiet}>
        {t('forgotten')}
      </Link>
      {newPractice && (
        <Link {...paths.register()} className={classes.quiet}>
          {t('register')}
        </Link>
      )}
    </form>
  )
}

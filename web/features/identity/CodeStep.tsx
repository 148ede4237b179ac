import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Refusal } from '../../ui/Refusal.tsx'
import classes from './SignInPage.module.css'

interface CodeStepProps {
  busy: boolean
  error: unknown
  onGive: (code: string) => void
  onBack?: () => void
  label?: string
}

/** Six digits of the app, or a recovery code. */
export function CodeStep({ busy, error, onGive, onBack, label }: CodeStepProps) {
  const { t } = useTranslation('signIn')
  const [code, setCode] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (code.trim()) onGive(code.trim())
  }
  return (
    <form className={classes.form} noValidate onSubmit={submit}>
      <TextInput
        label={t('code')}
        description={onBack ? t('codeHint') : undefined}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        autoComplete="one-time-code"
        inputMode={onBack ? undefined : 'numeric'}
        autoCapitalize="none"
        spellCheck={false}
        dir="ltr"
        autoFocus
        data-autofocus
      />
      <Refusal error={error} />
      <Button type="submit" loading={busy} disabled={!code.trim()} fullWidth>
        {label ?? t('signIn')}
      </Button>
      {onBack && (
        <Button variant="subtle" onClick={onBack} fullWidth>
          {t('back')}
        </Button>
      )}
    </form>
  )
}

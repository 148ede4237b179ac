import { PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refusals } from '#contract/errors.ts'
import { type PasswordOwner, passwordFault, shortestPassword } from '#contract/password.ts'
import { ApiError } from '../../lib/api-error.ts'
import { wordsFor } from '../../lib/refusal-words.ts'

interface NewPasswordInputProps {
  value: string
  onChange: (password: string) => void
  owner?: PasswordOwner
  autoFocus?: boolean
}

/** One field that can be looked at, instead of two that cannot. Says what is wrong when she leaves it, not while she types. */
export function NewPasswordInput({ value, onChange, owner, autoFocus = false }: NewPasswordInputProps) {
  const { t } = useTranslation('signIn')
  const [left, setLeft] = useState(false)
  const fault = left && value ? passwordFault(value, owner) : null
  return (
    <PasswordInput
      label={t('newPassword')}
      description={t('newPasswordHint', { count: shortestPassword })}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={() => setLeft(true)}
      error={fault && wordsFor(new ApiError(422, fault, refusals[fault][1]))}
      autoComplete="new-password"
      dir="ltr"
      autoFocus={autoFocus}
      visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
    />
  )
}

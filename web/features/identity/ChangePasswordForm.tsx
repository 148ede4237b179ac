import { Button, PasswordInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Account, changePassword, listDevices } from '#contract/account.ts'
import { passwordFault } from '#contract/password.ts'
import { useAct } from '../../lib/query.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { toast } from '../../ui/toasts.tsx'
import classes from './AccountPage.module.css'
import { NewPasswordInput } from './NewPasswordInput.tsx'

export function ChangePasswordForm({ account }: { account: Account }) {
  const { t } = useTranslation('account')
  const [password, setPassword] = useState('')
  const [newPassword, setNewPassword] = useState('')
  const owner = { fullName: account.fullName, email: account.email, username: account.username }
  const change = useAct(changePassword, {
    invalidates: [listDevices],
    onSuccess: () => {
      setPassword('')
      setNewPassword('')
      toast.done(t('change.saved'))
    },
  })
  const ready = password !== '' && passwordFault(newPassword, owner) === null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready) change.mutate({ password, newPassword })
  }
  return (
    <form className={classes.section} noValidate onSubmit={submit} aria-labelledby="account-password">
      <h2 id="account-password" className={classes.title}>
        {t('change.title')}
      </h2>
      {/* For password managers: whose password this is. */}
      <input type="hidden" autoComplete="username" value={account.email ?? account.username ?? ''} readOnly />
      <div className={classes.pair}>
        <PasswordInput
          label={t('change.current')}
          description={t('change.hint')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
          dir="ltr"
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
        />
        <NewPasswordInput key={change.submittedAt} value={newPassword} onChange={setNewPassword} owner={owner} />
      </div>
      <Refusal error={change.error} />
      <div className={classes.acts}>
        <Button type="submit" loading={change.isPending} disabled={!ready}>
          {t('change.save')}
        </Button>
      </div>
    </form>
  )
}

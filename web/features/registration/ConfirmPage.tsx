import { Button, PasswordInput, TextInput } from '@mantine/core'
import { Link, useRouter } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { confirmRegistration, openRegistration } from '#contract/registration.ts'
import { paths, routePaths } from '../../lib/paths.ts'
import { useAct, useCall } from '../../lib/query.ts'
import { refreshSession } from '../../lib/session.ts'
import { Door } from '../../shared/Door.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import classes from './Register.module.css'

/** The secret of the link; kept when it is taken out of the address, so that a reload still knows it. */
const token = () => location.hash.slice(1)

/** The link from the mail: a new person chooses a password, a known one proves hers, and the practice is there. */
export function ConfirmPage() {
  const { t } = useTranslation('registration')
  const router = useRouter()
  const [secret] = useState(token)
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const found = useCall(openRegistration, { token: secret }, { staleMs: Number.POSITIVE_INFINITY })
  const confirm = useAct(confirmRegistration, {
    onSuccess: async ({ clinics }) => {
      await refreshSession()
      const [first] = clinics
      await router.navigate(first ? { to: routePaths.firstSteps, params: { clinicId: first.id } } : paths.home())
    },
  })
  const asksCode = confirm.error?.code === 'code_needed' || code !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    confirm.mutate({ token: secret, password, ...(code && { code }) })
  }

  if (found.error)
    return (
      <Door wide title={t('confirm.spent')}>
        <div className={classes.form}>
          <Refusal error={found.error} />
          <Button component={Link} {...(paths.register() as object)} variant="default">
            {t('confirm.startAgain')}
          </Button>
          <Link {...paths.signIn()} className={classes.link}>
            {t('haveAccount')}
          </Link>
        </div>
      </Door>
    )
  if (!found.data)
    return (
      <Door wide title={t('confirm.lookingUp')}>
        {null}
      </Door>
    )
  const { organizationName: organization, clinicName: clinic, city, email, known } = found.data
  return (
    <Door
      wide
      title={t('confirm.title', { organization })}
      lead={known ? t('confirm.known', { email, organization }) : t('confirm.place', { clinic, city })}
    >
      <form className={classes.form} noValidate onSubmit={submit}>
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordInput
          label={known ? t('confirm.password') : t('confirm.choose')}
          description={known ? null : t('confirm.chooseHint')}
          autoComplete={known ? 'current-password' : 'new-password'}
          dir="ltr"
          autoFocus
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {asksCode && (
          <TextInput
            label={t('confirm.code')}
            autoComplete="one-time-code"
            inputMode="numeric"
            dir="ltr"
            autoFocus
            maxLength={20}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        <Refusal error={confirm.error?.code === 'code_needed' && !code ? null : confirm.error} />
        <Button type="submit" loading={confirm.isPending} disabled={!password} fullWidth>
          {t('confirm.open')}
        </Button>
        {known && (
          <Link {...paths.forgotten()} className={classes.link}>
            {t('confirm.forgotten')}
          </Link>
        )}
      </form>
    </Door>
  )
}

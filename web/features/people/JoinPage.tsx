import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '#contract/endpoint.ts'
import { acceptInvitation, lookAtInvitation } from '#contract/invitations.ts'
import { shortestPassword } from '#contract/password.ts'
import { callApi } from '../../lib/api.ts'
import type { ApiError } from '../../lib/api-error.ts'
import { paths } from '../../lib/paths.ts'
import { useCall } from '../../lib/query.ts'
import { fieldErrors } from '../../lib/refusal-words.ts'
import { homePath, type Session, signIn } from '../../lib/session.ts'
import { Door } from '../../shared/Door.tsx'
import { DateText } from '../../ui/DateText.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import classes from './People.module.css'
import { useRoleNames } from './use-role-name.ts'

type Invitation = Output<typeof lookAtInvitation>

/** Behind the link of an invitation: who asks, for what, and the yes. The secret stands behind the #, where no server sees it. */
export function JoinPage() {
  const { t } = useTranslation('people')
  // Kept: the address loses it at once, so that it stays in no history.
  const [token] = useState(() => location.hash.slice(1))
  useEffect(() => {
    history.replaceState(history.state, '', location.pathname)
  }, [])
  const asked = useCall(lookAtInvitation, token.length > 20 ? { token } : null, { staleMs: 600_000 })
  const over = token.length <= 20 || (asked.error !== null && asked.error.status < 500 && asked.error.status > 0)

  if (over)
    return (
      <Door title={t('join.over')} lead={t('join.overHint')}>
        <Button component={Link} {...(paths.signIn() as object)} variant="default">
          {t('join.signIn')}
        </Button>
      </Door>
    )
  if (asked.error)
    return (
      <Door title="Polyclinic">
        <Refusal error={asked.error} onRetry={() => void asked.refetch()} />
      </Door>
    )
  return asked.data ? <Invited token={token} invitation={asked.data} /> : null
}

function Invited({ token, invitation }: { token: string; invitation: Invitation }) {
  const { t } = useTranslation('people')
  const roleNames = useRoleNames()
  const { organizationName, color, places, expiresAt } = invitation
  return (
    <Door title={t('join.title', { organization: organizationName })} wears={{ name: organizationName, color }}>
      <div className={classes.join}>
        <div className={classes.facts}>
          <span className={classes.soft}>{t('join.as')}</span>
          {places.map(({ branchName, roles }) => (
            <span key={branchName ?? ''}>
              <span className={classes.name}>{branchName ?? t('join.everywhere')}</span>
              <span className={classes.soft}> · {roleNames(roles)}</span>
            </span>
          ))}
          <span className={classes.soft}>
            {t('join.until')} <DateText value={expiresAt} style="day" />
          </span>
        </div>
        <Yes token={token} invitation={invitation} />
      </div>
    </Door>
  )
}

function Yes({ token, invitation }: { token: string; invitation: Invitation }) {
  const { t } = useTranslation('people')
  const router = useRouter()
  const { hasAccount, email } = invitation
  const [fullName, setFullName] = useState(invitation.fullName)
  const [password, setPassword] = useState('')
  const [asked, setAsked] = useState(false)
  const accept = useMutation<Session | null, ApiError, void>({
    mutationFn: async () => {
      const { login } = await callApi(acceptInvitation, { token, password, ...(hasAccount ? {} : { fullName }) })
      // Joined whatever follows: who needs a code as well goes on at the door.
      return signIn({ login, password }).then(
        ({ session }) => session,
        () => null,
      )
    },
    onSuccess: (session) => router.history.push(session ? homePath(session) : '/sign-in'),
  })
  const tooShort = !hasAccount && [...password.trim()].length < shortestPassword
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (!tooShort && password) accept.mutate()
  }
  const errors = fieldErrors(accept.error)

  return (
    <form noValidate onSubmit={submit} style={{ display: 'flex', flexDirection: 'column', gap: '0.875rem' }}>
      <p className={classes.hint}>
        {t(hasAccount ? 'join.known' : 'join.hello', { email, name: invitation.fullName })}
      </p>
      {!hasAccount && (
        <TextInput
          label={t('join.fullName')}
          required
          dir="auto"
          autoComplete="name"
          maxLength={200}
          value={fullName}
          error={errors.fullName}
          onChange={({ currentTarget }) => setFullName(currentTarget.value)}
        />
      )}
      <TextInput label={t('form.email')} value={email} readOnly dir="ltr" autoComplete="username" />
      <PasswordInput
        label={t(hasAccount ? 'join.password' : 'join.newPassword')}
        description={hasAccount ? undefined : t('join.newPasswordHint')}
        required
        dir="ltr"
        autoComplete={hasAccount ? 'current-password' : 'new-password'}
        value={password}
        error={(asked && tooShort ? t('join.tooShort') : undefined) ?? errors.password}
        onChange={({ currentTarget }) => setPassword(currentTarget.value)}
      />
      <Refusal error={Object.keys(errors).length > 0 ? null : accept.error} />
      <Button type="submit" loading={accept.isPending} fullWidth>
        {t('join.accept')}
      </Button>
    </form>
  )
}

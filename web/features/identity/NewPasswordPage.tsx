import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { resetPassword } from '#contract/session.ts'
import { paths } from '../../lib/paths.ts'
import { useAct } from '../../lib/query.ts'
import { Door } from '../../shared/Door.tsx'
import { NewPasswordStep } from './NewPasswordStep.tsx'
import classes from './SignInPage.module.css'

/** Where the link of the mail leads. The token stands behind the #, which is sent to no server. */
export function NewPasswordPage() {
  const { t } = useTranslation('signIn')
  const [token] = useState(() => location.hash.slice(1))
  const reset = useAct(resetPassword)
  const over = !token || reset.error?.code === 'link_over'

  if (reset.isSuccess || over)
    return (
      <Door title={over ? t('overTitle') : t('changedTitle')}>
        <p className={classes.words} role="status">
          {over ? t('overWords') : t('changedWords')}
        </p>
        <Link {...(over ? paths.forgotten() : paths.signIn())} className={classes.quiet}>
          {over ? t('askAgain') : t('toSignIn')}
        </Link>
      </Door>
    )
  return (
    <Door title={t('newPasswordTitle')}>
      <NewPasswordStep
        words={t('resetWords')}
        busy={reset.isPending}
        error={reset.error}
        onGive={(password) => reset.mutate({ token, password })}
      />
    </Door>
  )
}

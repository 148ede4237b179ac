import { Switch } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { getSignInRules, setSignInRules } from '#contract/account.ts'
import { paths } from '../../lib/paths.ts'
import { useAct, useCall } from '../../lib/query.ts'
import { useCan } from '../../shared/place.ts'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { StatusShape } from '../../ui/StatusShape.tsx'
import { toast } from '../../ui/toasts.tsx'
import classes from './AccountPage.module.css'

/** Whether head office must have a second step, and who has one. */
export function SignInRulesPage({ tabs }: { tabs?: ReactNode }) {
  const { t } = useTranslation('account')
  const rules = useCall(getSignInRules, {})
  const mayChange = useCan('network.update')
  const set = useAct(setSignInRules, { invalidates: [getSignInRules], onSuccess: () => toast.done(t('rules.saved')) })

  return (
    <Page title={t('rules.title')} toolbar={tabs} shape="read" loading={rules.isPending && !rules.error}>
      <Refusal error={rules.error} onRetry={() => void rules.refetch()} />
      {rules.data && (
        <div className={classes.section}>
          <p className={classes.words}>{t('rules.words')}</p>
          <Switch
            label={t('rules.switch')}
            description={t('rules.switchHint')}
            checked={rules.data.totpRequired}
            disabled={!mayChange || set.isPending}
            onChange={(event) => set.mutate({ totpRequired: event.currentTarget.checked })}
          />
          <Refusal error={set.error} />
          {set.error?.code === 'own_totp_first' && (
            <Link {...paths.account()} className={classes.link}>
              {t('rules.own')}
            </Link>
          )}
          <h2 className={classes.title}>{t('rules.who')}</h2>
          <ul className={classes.people}>
            {rules.data.admins.map(({ userId, fullName, hasTotp }) => (
              <li key={userId}>
                <StatusShape shape={hasTotp ? 'check' : 'alert'} size={14} />
                <bdi>{fullName}</bdi>
                <span className={classes.words}>{hasTotp ? t('rules.has') : t('rules.hasNot')}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Page>
  )
}

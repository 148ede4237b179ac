import { useTranslation } from 'react-i18next'
import { getAccount } from '#contract/account.ts'
import { useCall } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { PhotoField } from '../../shared/PhotoField.tsx'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import classes from './AccountPage.module.css'
import { ChangePasswordForm } from './ChangePasswordForm.tsx'
import { Devices } from './Devices.tsx'
import { PersonForm } from './PersonForm.tsx'
import { SecondStep } from './SecondStep.tsx'

/** One's own sign-in: who, password, second step, devices. The same in every branch and organization. */
export function AccountPage() {
  const { t } = useTranslation('account')
  const { data: account, error, isPending, refetch } = useCall(getAccount, {})
  return (
    <Page title={t('title')} shape="read" loading={isPending && !error}>
      <Refusal error={error} onRetry={() => void refetch()} />
      {account && (
        <div className={classes.sections}>
          <OwnPhoto />
          <PersonForm account={account} />
          <ChangePasswordForm account={account} />
          <SecondStep account={account} />
          <Devices />
        </div>
      )}
    </Page>
  )
}

/** An operator belongs to no organization that could show it. */
function OwnPhoto() {
  const { user, platform, elevation } = useSession()
  if (platform || elevation) return null
  return <PhotoField name={user.fullName} photo={user.photo} of="own" />
}

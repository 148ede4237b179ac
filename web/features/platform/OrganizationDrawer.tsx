import { Drawer } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PlatformOrganization } from '#contract/platform.ts'
import { useFormat } from '../../lib/format.ts'
import { useSession } from '../../lib/session.ts'
import classes from './OrganizationDrawer.module.css'
import { PlanForm } from './PlanForm.tsx'
import { SupportForm } from './SupportForm.tsx'
import { SuspendForm } from './SuspendForm.tsx'

interface OrganizationDrawerProps {
  organization: PlatformOrganization
  onClose: () => void
}

/** One organization: its plan, going inside, suspending it. */
export function OrganizationDrawer({ organization, onClose }: OrganizationDrawerProps) {
  const { t } = useTranslation('platform')
  const { date } = useFormat()
  const { platform } = useSession()
  const { clinics, staff, lastActiveAt, countedAt } = organization
  const when = lastActiveAt ? date(lastActiveAt, 'dayTime') : t('organizations.never')
  return (
    <Drawer opened onClose={onClose} title={<bdi>{organization.name}</bdi>} size="md">
      <p className={classes.facts}>
        {t('drawer.facts', { clinics, staff, when })}{' '}
        {countedAt && t('drawer.counted', { when: date(countedAt, 'time') })}
      </p>
      {platform === 'super_admin' && <PlanForm key={organization.planVersion} organization={organization} />}
      <SupportForm organization={organization} />
      {platform === 'super_admin' && <SuspendForm organization={organization} />}
    </Drawer>
  )
}

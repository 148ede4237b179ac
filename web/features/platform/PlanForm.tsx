import { Button, Select } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listOrganizations, type PlanCode, type PlatformOrganization, planCodes, setPlan } from '#contract/platform.ts'
import { useAct } from '../../lib/query.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { toast } from '../../ui/toasts.tsx'
import classes from './OrganizationDrawer.module.css'

/** The plan, and of a trial its end. */
export function PlanForm({ organization }: { organization: PlatformOrganization }) {
  const { t } = useTranslation('platform')
  const { id: organizationId, planVersion } = organization
  const [plan, choose] = useState(organization.plan)
  const [trialEndsOn, setTrialEndsOn] = useState(organization.trialEndsOn)
  const save = useAct(setPlan, {
    invalidates: [listOrganizations],
    onSuccess: () => toast.done(t('drawer.planSaved')),
  })
  const same = plan === organization.plan && trialEndsOn === organization.trialEndsOn
  return (
    <form
      className={classes.part}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ organizationId, plan, trialEndsOn: plan === 'trial' ? trialEndsOn : null, planVersion })
      }}
    >
      <h2 className={classes.title}>{t('drawer.plan')}</h2>
      <div className={classes.pair}>
        <Select
          aria-label={t('drawer.plan')}
          allowDeselect={false}
          value={plan}
          data={planCodes.map((code) => ({ value: code, label: t(`plan.${code}`) }))}
          onChange={(code) => code && choose(code as PlanCode)}
        />
        {plan === 'trial' && (
          <DateInput label={t('make.trialEndsOn')} clearable value={trialEndsOn} onChange={setTrialEndsOn} />
        )}
      </div>
      <Refusal error={save.error} />
      <Button type="submit" variant="default" className={classes.act} loading={save.isPending} disabled={same}>
        {t('drawer.savePlan')}
      </Button>
    </form>
  )
}

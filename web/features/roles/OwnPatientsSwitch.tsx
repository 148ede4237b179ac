import { Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { getClinicRoles, switchOwnPatients } from '#contract/roles.ts'
import { useAct } from '../../lib/query.ts'
import { useCan } from '../../shared/place.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { toast } from '../../ui/toasts.tsx'

/** Whether the branch's doctors see their own patients only. The database keeps it, whatever a screen forgets. */
export function OwnPatientsSwitch({ clinicId, on }: { clinicId: string; on: boolean }) {
  const { t } = useTranslation('roles')
  const may = useCan('roles.approve')
  const act = useAct(switchOwnPatients, {
    invalidates: [getClinicRoles],
    onSuccess: (_output, { on: now }) => toast.done(now ? t('ownPatients.nowOn') : t('ownPatients.nowOff')),
  })
  return (
    <div>
      <Switch
        label={t('ownPatients.label')}
        description={t('ownPatients.hint')}
        checked={act.isPending ? act.variables.on : on}
        disabled={!may || act.isPending}
        onChange={(event) => act.mutate({ clinicId, on: event.currentTarget.checked })}
        maw="44rem"
      />
      <Refusal error={act.error} />
    </div>
  )
}

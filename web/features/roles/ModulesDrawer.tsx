import { Switch } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type BranchAccess, switchModules } from '#contract/roles.ts'
import { useAct } from '../../lib/query.ts'
import { refreshSession } from '../../lib/session.ts'
import { FormDrawer } from '../../ui/FormDrawer.tsx'
import { toast } from '../../ui/toasts.tsx'
import classes from './Modules.module.css'
import { switchableModules } from './switchable.ts'
import { useRoleWords } from './words.ts'

/** One branch's modules, a switch each. */
export function ModulesDrawer({ branch, onClose }: { branch: BranchAccess; onClose: () => void }) {
  const { t } = useTranslation('roles')
  const { moduleName } = useRoleWords()
  const [off, setOff] = useState<readonly string[]>(branch.modulesOff)
  const act = useAct(switchModules, {
    onSuccess: () => {
      void refreshSession()
      toast.done(t('modules.switched', { count: 1 }))
      onClose()
    },
  })
  const turnedOff = switchableModules.filter((module) => off.includes(module) && !branch.modulesOff.includes(module))
  const turnedOn = switchableModules.filter((module) => !off.includes(module) && branch.modulesOff.includes(module))

  return (
    <FormDrawer
      opened
      title={t('modules.of', { branch: branch.name })}
      onClose={onClose}
      submitLabel={t('modules.save')}
      busy={act.isPending}
      error={act.error}
      onSubmit={(event) => {
        event.preventDefault()
        if (turnedOff.length + turnedOn.length === 0) return onClose()
        act.mutate({ branchIds: [branch.clinicId], off: turnedOff, on: turnedOn })
      }}
    >
      <p style={{ marginBlock: 0, color: 'var(--ink-soft)' }}>{t('modules.hint')}</p>
      <div className={classes.list}>
        {switchableModules.map((module) => (
          <Switch
            key={module}
            label={moduleName(module)}
            checked={!off.includes(module)}
            onChange={() => setOff(off.includes(module) ? off.filter((one) => one !== module) : [...off, module])}
          />
        ))}
      </div>
    </FormDrawer>
  )
}

import { Button, Group, NumberInput, Popover } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getAuditChain, setAuditRetention } from '#contract/audit.ts'
import { useAct } from '#web/lib/query.ts'
import { useCan } from '#web/shared/place.ts'
import { Refusal } from '#web/ui/Refusal.tsx'
import { toast } from '#web/ui/toasts.tsx'
import classes from './Audit.module.css'

/** For how long the details of acts are kept; head office changes it. */
export function Retention({ years }: { years: number }) {
  const { t } = useTranslation('audit')
  const mayChange = useCan('audit.approve')
  const [open, setOpen] = useState(false)
  return (
    <span className={classes.soft}>
      {t('retention.kept', { count: years })}{' '}
      {mayChange && (
        <Popover opened={open} onChange={setOpen} trapFocus withArrow position="bottom-start">
          <Popover.Target>
            <button type="button" className={classes.change} onClick={() => setOpen(!open)}>
              {t('retention.change')}
            </button>
          </Popover.Target>
          <Popover.Dropdown maw="20rem">
            <YearsForm years={years} onDone={() => setOpen(false)} />
          </Popover.Dropdown>
        </Popover>
      )}
    </span>
  )
}

function YearsForm({ years, onDone }: { years: number; onDone: () => void }) {
  const { t } = useTranslation('audit')
  const [given, setGiven] = useState<number | string>(years)
  const act = useAct(setAuditRetention, {
    invalidates: [getAuditChain],
    onSuccess: (chain) => {
      onDone()
      toast.done(t('retention.saved', { count: chain.years }))
    },
  })
  const right = typeof given === 'number' && given >= 1 && given <= 50
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (right) act.mutate({ years: given })
      }}
    >
      <NumberInput
        label={t('retention.label')}
        description={t('retention.hint')}
        value={given}
        onChange={setGiven}
        min={1}
        max={50}
        allowDecimal={false}
        clampBehavior="none"
        error={right ? null : t('retention.faulty')}
        data-autofocus
      />
      <Refusal error={act.error} />
      <Group mt="xs" gap="xs">
        <Button type="submit" size="xs" loading={act.isPending} disabled={!right || given === years}>
          {t('retention.set')}
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={onDone}>
          {t('retention.leave')}
        </Button>
      </Group>
    </form>
  )
}

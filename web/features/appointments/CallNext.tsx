import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconSpeakerphone } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { PlanColumn, Visit } from '#contract/appointments.ts'
import { Keys } from '#web/ui/KeyHints.tsx'
import classes from './Queue.module.css'
import { callableFor } from './queue-model.ts'

interface CallNextProps {
  waiting: readonly Visit[]
  /** The doctors on screen. */
  columns: readonly PlanColumn[]
  busy: boolean
  onCall: (doctorId?: string) => void
}

/** Calls in who waits longest; beside it, whom for: one of the doctors who have somebody to call. */
export function CallNext({ waiting, columns, busy, onCall }: CallNextProps) {
  const { t } = useTranslation('appointments')
  const doctors = callableFor(waiting, columns)
  const isForAny = waiting.some(({ doctorId }) => !doctorId)
  return (
    <Button.Group className={classes.call}>
      <Button
        fullWidth
        disabled={waiting.length === 0}
        loading={busy}
        leftSection={<IconSpeakerphone size={17} stroke={1.7} />}
        rightSection={<Keys keys="n" />}
        onClick={() => onCall()}
      >
        {t('queue.callNext')}
      </Button>
      {(doctors.length > 1 || (isForAny && doctors.length > 0)) && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button className={classes.callFor} aria-label={t('queue.callFor')} disabled={busy}>
              <IconChevronDown size={16} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t('queue.callFor')}</Menu.Label>
            {doctors.map(({ doctorId, doctorName, count }) => (
              <Menu.Item key={doctorId} onClick={() => onCall(doctorId)} rightSection={count}>
                {doctorName}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </Button.Group>
  )
}

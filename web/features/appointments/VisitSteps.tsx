import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Visit } from '#contract/appointments.ts'
import { isMovable, refuseStep, type VisitStep } from '#contract/visit-steps.ts'
import { useFormat } from '#web/lib/format.ts'
import { useCan } from '#web/shared/place.ts'
import { MoveForm } from './MoveForm.tsx'
import { dayOf } from './time.ts'
import type { DayData } from './use-day.ts'
import type { VisitActs } from './use-visit-acts.ts'
import classes from './VisitDrawer.module.css'

/** The acts beside moving, undoing and cancelling; of those that can follow, the first is what usually does. */
const steps = [
  ['arrive', 'arrived'],
  ['confirm', 'confirmed'],
  ['noShow', 'no_show'],
  ['room', 'in_room'],
  ['complete', 'done'],
] as const

interface VisitStepsProps {
  visit: Visit
  day: DayData
  mayUndo: boolean
  acts: VisitActs
}

/** The next step as one large button, the others beside it; moving asks for the place, cancelling for the reason. */
export function VisitSteps({ visit, day, mayUndo, acts }: VisitStepsProps) {
  const { t } = useTranslation('appointments')
  const mayChange = useCan('appointments.update')
  const { today, timeZone } = useFormat()
  const planned = { ...visit, day: dayOf(visit.startsAt, timeZone) }
  const may = (step: VisitStep) => refuseStep(planned, step, Date.now(), today()) === null
  const mayCancel = useCan('appointments.delete') && may('cancelled')
  const mayMove = isMovable(visit.status)
  const moving = visit.source === 'walk_in' ? 'otherDoctor' : visit.timed ? 'move' : 'setTime'
  const [asking, ask] = useState<'move' | 'cancel' | null>(null)
  const close = () => ask(null)
  const possible = steps.filter(([, to]) => may(to))

  if (!mayChange) return null
  if (asking === 'cancel' && mayCancel) return <CancelForm visit={visit} acts={acts} onClose={close} />
  if (asking === 'move' && mayMove) return <MoveForm visit={visit} day={day} acts={acts} onClose={close} />
  return (
    <div className={classes.steps}>
      {possible.map(([step], index) => (
        <Button
          key={step}
          variant={index === 0 ? 'filled' : 'default'}
          disabled={acts.busy}
          onClick={() => acts[step](visit)}
        >
          {t(`step.${step}`)}
        </Button>
      ))}
      {mayMove && (
        <Button variant="default" disabled={acts.busy} onClick={() => ask('move')}>
          {t(`step.${moving}`)}
        </Button>
      )}
      {mayUndo && (
        <Button variant="default" disabled={acts.busy} onClick={() => acts.undo(visit)}>
          {t('step.undo')}
        </Button>
      )}
      {mayCancel && (
        <Button variant="subtle" color="red" c="var(--bad)" disabled={acts.busy} onClick={() => ask('cancel')}>
          {t('step.cancel')}
        </Button>
      )}
    </div>
  )
}

interface CancelFormProps {
  visit: Visit
  acts: VisitActs
  onClose: () => void
}

function CancelForm({ visit, acts, onClose }: CancelFormProps) {
  const { t } = useTranslation('appointments')
  const [reason, setReason] = useState('')
  const cancel = (event: FormEvent) => {
    event.preventDefault()
    acts.cancel(visit, reason.trim())
    onClose()
  }
  return (
    <form className={classes.panel} onSubmit={cancel}>
      <TextInput
        label={t('cancel.reason')}
        value={reason}
        maxLength={300}
        autoFocus
        dir="auto"
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={classes.steps}>
        {(['patient', 'doctor', 'mistake'] as const).map((usual) => (
          <Button key={usual} size="compact-sm" variant="default" onClick={() => setReason(t(`cancel.${usual}`))}>
            {t(`cancel.${usual}`)}
          </Button>
        ))}
      </div>
      <div className={classes.steps}>
        <Button type="submit" color="red.9" disabled={acts.busy}>
          {t('step.cancel')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onClose}>
          {t('cancel.keep')}
        </Button>
      </div>
    </form>
  )
}

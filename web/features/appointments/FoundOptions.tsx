import { IconArrowRight, IconCalendarPlus, IconClock, IconTicket, IconUser } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/lib/format.ts'
import classes from './FindOrBook.module.css'
import type { FoundOption, FoundRow } from './found-rows.ts'
import { VisitStatusBadge } from './VisitStatusBadge.tsx'

interface FoundOptionsProps {
  row: FoundRow
  option: FoundOption | undefined
  idOf: (id: string) => string
  when: (startsAt: string) => string
  onPoint: (index: number) => void
  onRun: (option: FoundOption) => void
}

/** Today's appointments of a person, the proposed times, and the ways around them. */
export function FoundOptions({ row, option, idOf, when, onPoint, onRun }: FoundOptionsProps) {
  return (
    <div className={classes.options}>
      {row.options.map((one, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the field, which keeps the focus
        // biome-ignore lint/a11y/useFocusableInteractive: as above
        <div
          key={`${one.kind}${one.id}`}
          id={idOf(one.id)}
          role="option"
          aria-selected={one === option}
          className={classes.option}
          data-kind={one.kind}
          onMouseMove={() => one !== option && onPoint(index)}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onRun(one)}
        >
          <OptionWords option={one} when={when} />
        </div>
      ))}
    </div>
  )
}

function OptionWords({ option, when }: { option: FoundOption; when: (startsAt: string) => string }) {
  const { t } = useTranslation('appointments')
  const { time } = useFormat()
  if (option.kind === 'visit') {
    const { startsAt, timed, status, doctorName } = option.visit
    return (
      <>
        <IconArrowRight size={15} className="flips" aria-hidden />
        <strong>{timed ? time(startsAt) : t('queue.untimed')}</strong> {doctorName}{' '}
        <VisitStatusBadge status={status} bare />
      </>
    )
  }
  if (option.kind === 'slot') {
    return (
      <>
        <IconClock size={15} aria-hidden />
        <strong>{when(option.slot.startsAt)}</strong> {option.slot.doctorName}
      </>
    )
  }
  if (option.kind === 'walkIn') {
    return (
      <>
        <IconTicket size={15} aria-hidden />
        {option.service ? t('find.walkInFor', { reason: option.service.name }) : t('find.walkInOther')}
      </>
    )
  }
  if (option.kind === 'record') {
    return (
      <>
        <IconUser size={15} aria-hidden />
        {t('visit.openPatient')}
      </>
    )
  }
  return (
    <>
      <IconCalendarPlus size={15} aria-hidden />
      {t('find.otherTime')}
    </>
  )
}

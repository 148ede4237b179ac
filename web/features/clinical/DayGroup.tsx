import { Button } from '@mantine/core'
import { useInterval } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Visit } from '#contract/appointments.ts'
import { useFormat } from '../../lib/format.ts'
import { longWaitMinutes, waitedMinutes } from '../../shared/waiting.ts'
import { StatusShape } from '../../ui/StatusShape.tsx'
import classes from './VisitRow.module.css'
import { VisitGroup, VisitRow } from './VisitRow.tsx'

interface DayGroupProps {
  title: string
  visits: readonly Visit[]
  /** Whose patient it is stands there too. */
  everybody: boolean
  isQuiet?: boolean
  /** Calls the patient in. The name only opens the visit to read. */
  onOpen?: (visit: Visit) => void
  clinicId: string
}

export function DayGroup({ title, visits, everybody, isQuiet, onOpen, clinicId }: DayGroupProps) {
  return (
    <VisitGroup title={title} count={visits.length} isQuiet={isQuiet ?? false}>
      {visits.map((visit) => (
        <Row key={visit.id} visit={visit} everybody={everybody} onOpen={onOpen} clinicId={clinicId} />
      ))}
    </VisitGroup>
  )
}

function Row({
  visit,
  everybody,
  onOpen,
  clinicId,
}: { visit: Visit } & Pick<DayGroupProps, 'everybody' | 'onOpen' | 'clinicId'>) {
  const { t } = useTranslation('clinical')
  const { patientName, serviceName, reason, doctorName, arrivedAt, status } = visit
  return (
    <VisitRow
      {...visit}
      clinicId={clinicId}
      what={[reason || serviceName, everybody ? (doctorName ?? t('doctor.anyDoctor')) : null]
        .filter(Boolean)
        .join(' · ')}
      end={
        <>
          {status === 'arrived' && arrivedAt && <Waiting since={arrivedAt} />}
          {(status === 'no_show' || status === 'cancelled') && t(`start.${status}`)}
          {onOpen && (
            <Button
              size="xs"
              variant="default"
              onClick={() => onOpen(visit)}
              aria-label={t(status === 'in_room' ? 'doctor.openThis' : 'doctor.callThis', { patient: patientName })}
            >
              {status === 'in_room' ? t('doctor.open') : t('doctor.callIn')}
            </Button>
          )}
        </>
      }
    />
  )
}

/** Counts on by itself; what waits too long stands out. */
function Waiting({ since }: { since: string }) {
  const { t } = useTranslation('clinical')
  const { minutes: write } = useFormat()
  const [now, setNow] = useState(Date.now)
  useInterval(() => setNow(Date.now()), 20_000, { autoInvoke: true })
  const minutes = waitedMinutes(since, now)
  return (
    <span className={classes.waiting} data-long={minutes >= longWaitMinutes || undefined}>
      <StatusShape shape="clock" /> {t('doctor.waits', { time: write(minutes) })}
    </span>
  )
}

import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { startVisit, type VisitSheet } from '#contract/encounters.ts'
import { useAct } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { usePlace } from '../../shared/place.ts'
import { DateText } from '../../ui/DateText.tsx'
import { useKeys } from '../../ui/keys.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Addenda } from './Addenda.tsx'
import { BookNext } from './BookNext.tsx'
import { NextPatient } from './NextPatient.tsx'
import { PrintPrescription } from './PrintPrescription.tsx'
import { Reason } from './Reason.tsx'
import classes from './Section.module.css'
import { VisitFrame } from './VisitFrame.tsx'
import { VitalsLine } from './VitalsLine.tsx'
import { WrittenNote, WrittenPrescription } from './Written.tsx'

/** A visit that is not begun yet, that a colleague is writing, or that is finished. */
export function ReadVisit({ clinicId, sheet }: { clinicId: string; sheet: VisitSheet }) {
  const { encounter } = sheet
  return (
    <VisitFrame
      sheet={sheet}
      middle={
        <>
          <Reason sheet={sheet} />
          <VitalsLine clinicId={clinicId} sheet={sheet} locked={encounter?.status === 'finished'} />
          {encounter && <WrittenNote encounter={encounter} />}
          {encounter?.status === 'finished' && <Addenda clinicId={clinicId} encounter={encounter} />}
        </>
      }
      side={encounter ? <WrittenPrescription encounter={encounter} /> : undefined}
      footer={<Footer clinicId={clinicId} sheet={sheet} />}
    />
  )
}

function Footer({ clinicId, sheet }: { clinicId: string; sheet: VisitSheet }) {
  const { t } = useTranslation('clinical')
  const { encounter } = sheet
  if (encounter?.status !== 'finished') return <Begin clinicId={clinicId} sheet={sheet} />
  return (
    <>
      <span className={classes.grow}>
        <StatusBadge tone="good" shape="check">
          {t('finish.done')}
        </StatusBadge>{' '}
        <span className={classes.quiet}>
          <bdi>{encounter.finishedBy}</bdi> · <DateText value={encounter.finishedAt} style="dayTime" />
        </span>
      </span>
      <PrintPrescription clinicId={clinicId} encounter={encounter} />
      <BookNext clinicId={clinicId} patientId={sheet.patient.id} encounter={encounter} />
      <NextPatient clinicId={clinicId} />
    </>
  )
}

/** Start the visit, or take over what a colleague left open. */
function Begin({ clinicId, sheet: { appointment, encounter } }: { clinicId: string; sheet: VisitSheet }) {
  const { t } = useTranslation('clinical')
  const { can } = usePlace()
  const { doctorId } = useSession().user
  const start = useAct(startVisit)
  const over = ['done', 'no_show', 'cancelled'].includes(appointment.status)
  const mayStart = doctorId !== null && can('encounters.create') && !over
  const begin = () => start.mutate({ clinicId, appointmentId: appointment.id, takeOver: encounter !== null })
  useKeys(
    t('visit'),
    mayStart ? [{ keys: 'mod+Enter', label: encounter ? t('start.takeOver') : t('start.do'), run: begin }] : [],
  )

  return (
    <>
      <span className={classes.grow}>
        {encounter
          ? t('start.writing', { doctor: encounter.doctorName })
          : over
            ? t(`start.${appointment.status as 'done'}`)
            : t('start.notYet')}
      </span>
      <Refusal error={start.error} />
      {mayStart && (
        <Button data-autofocus onClick={begin} loading={start.isPending} variant={encounter ? 'default' : 'filled'}>
          {encounter ? t('start.takeOver') : t('start.do')}
        </Button>
      )}
    </>
  )
}

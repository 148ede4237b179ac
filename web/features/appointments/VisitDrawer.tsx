import { Drawer } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { getAppointment, type Visit, type VisitChange } from '#contract/appointments.ts'
import { getPatient } from '#contract/patients.ts'
import { lastStanding } from '#contract/visit-steps.ts'
import { useFormat } from '#web/lib/format.ts'
import { useCall } from '#web/lib/query.ts'
import { type BannerPatient, PatientBanner } from '#web/shared/PatientBanner.tsx'
import { useClinic } from '#web/shared/place.ts'
import { useBannerOf } from '#web/shared/use-banner-of.ts'
import { Refusal } from '#web/ui/Refusal.tsx'
import { RowsSkeleton } from '#web/ui/Skeletons.tsx'
import type { DayData } from './use-day.ts'
import type { VisitActs } from './use-visit-acts.ts'
import classes from './VisitDrawer.module.css'
import { VisitHistory } from './VisitHistory.tsx'
import { VisitLinks } from './VisitLinks.tsx'
import { VisitStatusBadge } from './VisitStatusBadge.tsx'
import { VisitSteps } from './VisitSteps.tsx'

interface VisitDrawerProps {
  day: DayData
  visitId: string | undefined
  /** The appointment as the day's list has it: shown at once. */
  known: Visit | undefined
  acts: VisitActs
  onClose: () => void
}

/** One appointment: who it is, what happens next, what happened so far. */
export function VisitDrawer({ day, visitId, known, acts, onClose }: VisitDrawerProps) {
  const { t } = useTranslation('appointments')
  const { id: clinicId } = useClinic()
  const bannerOf = useBannerOf()
  const answer = useCall(getAppointment, visitId ? { clinicId, appointmentId: visitId } : null)
  const visit = answer.data?.visit ?? known
  const patient = useCall(getPatient, visit && visitId ? { clinicId, patientId: visit.patientId } : null)

  return (
    <Drawer opened={visitId !== undefined} onClose={onClose} title={t('visit.title')} size="md">
      {visit && visitId ? (
        <div className={classes.visit} data-visit={visit.id}>
          <div className={classes.banner}>
            <PatientBanner patient={patient.data ? bannerOf(patient.data) : bannerOfVisit(visit)} />
          </div>
          <Facts visit={visit} />
          {answer.data?.cancelReason && <p className={classes.reason}>{answer.data.cancelReason}</p>}
          <VisitSteps
            key={visit.id}
            visit={visit}
            day={day}
            mayUndo={mayUndo(answer.data?.history ?? [])}
            acts={acts}
          />
          <VisitLinks visit={visit} />
          {answer.data && <VisitHistory history={answer.data.history} />}
          <Refusal error={answer.error} />
        </div>
      ) : answer.error ? (
        <Refusal error={answer.error} onRetry={() => void answer.refetch()} />
      ) : (
        <RowsSkeleton rows={6} />
      )}
    </Drawer>
  )
}

/** Something stands that happened since it was booked; a booking itself is taken back by cancelling it. */
const mayUndo = (history: readonly VisitChange[]) => (lastStanding(history)?.fromStatus ?? null) !== null

function Facts({ visit }: { visit: Visit }) {
  const { t } = useTranslation('appointments')
  const { date, time } = useFormat()
  const when = visit.timed
    ? `${date(visit.startsAt, 'weekday')}, ${time(visit.startsAt)} – ${time(visit.endsAt)}`
    : date(visit.startsAt, 'weekday')
  return (
    <div className={classes.facts}>
      {visit.token !== null && (
        <div className={classes.token}>
          <span>{t('token.word')}</span>
          {visit.token}
        </div>
      )}
      <div>
        <div className={classes.when}>
          <time dateTime={visit.startsAt}>{when}</time> <VisitStatusBadge status={visit.status} />
        </div>
        <div>{visit.doctorName ?? t('queue.anyDoctor')}</div>
        <div className={classes.reason}>{[visit.serviceName, visit.reason].filter(Boolean).join(' · ')}</div>
      </div>
    </div>
  )
}

/** Until the patient's own record is here. */
function bannerOfVisit(visit: Visit): BannerPatient {
  return {
    fullName: visit.patientName,
    number: visit.patientNumber,
    sex: null,
    bornOn: null,
    phone: visit.patientPhone,
    allergies: [],
    alerts: [],
  }
}

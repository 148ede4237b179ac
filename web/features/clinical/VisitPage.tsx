import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { getVisit } from '#contract/encounters.ts'
import { useCall } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { usePlace } from '../../shared/place.ts'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { OpenVisit } from './OpenVisit.tsx'
import { ReadVisit } from './ReadVisit.tsx'

const route = getRouteApi('/signed-in/clinics/$clinicId/visits/$appointmentId')

/** One visit on one screen: being written by its doctor, or read by everybody else. */
export function VisitPage() {
  const { t } = useTranslation('clinical')
  const { clinicId, appointmentId } = route.useParams()
  const { can } = usePlace()
  const { doctorId } = useSession().user
  const visit = useCall(
    getVisit,
    { clinicId, appointmentId },
    { topics: ['encounter', 'vitals', 'patient', 'appointment'] },
  )

  if (visit.error && !visit.data)
    return (
      <Page title={t('visit')}>
        <Refusal error={visit.error} onRetry={() => void visit.refetch()} />
      </Page>
    )
  if (!visit.data)
    return (
      <Page title={t('visit')} loading>
        {null}
      </Page>
    )

  const { encounter } = visit.data
  const isMine = encounter?.status === 'open' && encounter.doctorId === doctorId && can('encounters.update')
  return isMine ? (
    <OpenVisit key={encounter.id} clinicId={clinicId} sheet={visit.data} encounter={encounter} />
  ) : (
    <ReadVisit key={appointmentId} clinicId={clinicId} sheet={visit.data} />
  )
}

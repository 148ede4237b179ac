import { Button, SegmentedControl } from '@mantine/core'
import { IconArmchair } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import { useSession } from '../../lib/session.ts'
import { DateText } from '../../ui/DateText.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Keys } from '../../ui/KeyHints.tsx'
import { useKeys } from '../../ui/keys.ts'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { DayGroup } from './DayGroup.tsx'
import { nextOf, sortDay } from './day.ts'
import { useCallIn, useToday } from './next.ts'

const route = getRouteApi('/signed-in/clinics/$clinicId/doctor')

/** A doctor's home: who is here, who waits how long, and one button to the next patient. */
export function DoctorPage() {
  const { t } = useTranslation('clinical')
  const { clinicId } = route.useParams()
  const { who } = route.useSearch()
  const navigate = route.useNavigate()
  const { doctorId } = useSession().user
  const today = useFormat().today()
  const everybody = who === 'all' || doctorId === null
  const day = useToday(clinicId, everybody)
  const { busy, callIn } = useCallIn(clinicId)

  const visits = day.data?.visits ?? []
  const { inRoom, waiting, coming, done, missed } = sortDay(visits)
  const next =
    doctorId === null ? null : nextOf(everybody ? visits.filter((visit) => visit.doctorId === doctorId) : visits)
  const callNext = () => next && !busy && callIn(next)
  useKeys(t('doctor.title'), next ? [{ keys: 'n', label: t('next.do'), run: callNext }] : [])

  return (
    <Page
      title={t('doctor.title')}
      aside={<DateText value={today} style="full" />}
      loading={day.isPending}
      action={
        next && (
          <Button onClick={callNext} loading={busy} rightSection={<Keys keys="n" />}>
            {next.status === 'in_room'
              ? t('next.continue', { patient: next.patientName })
              : t('next.named', { patient: next.patientName })}
          </Button>
        )
      }
      toolbar={
        doctorId !== null && (
          <SegmentedControl
            aria-label={t('doctor.whose')}
            value={everybody ? 'all' : 'mine'}
            onChange={(value) => void navigate({ search: { who: value === 'all' ? 'all' : undefined }, replace: true })}
            data={[
              { value: 'mine', label: t('doctor.mine') },
              { value: 'all', label: t('doctor.all') },
            ]}
          />
        )
      }
    >
      <Refusal error={day.error} onRetry={() => void day.refetch()} />
      {day.data && visits.length === 0 && (
        <EmptyState icon={<IconArmchair size={40} stroke={1.2} />} title={t('doctor.emptyTitle')}>
          {everybody ? t('doctor.emptyAll') : t('doctor.empty')}
        </EmptyState>
      )}
      <DayGroup title={t('doctor.inRoom')} visits={inRoom} everybody={everybody} clinicId={clinicId} onOpen={callIn} />
      <DayGroup
        title={t('doctor.waiting')}
        visits={waiting}
        everybody={everybody}
        clinicId={clinicId}
        onOpen={callIn}
      />
      <DayGroup title={t('doctor.coming')} visits={coming} everybody={everybody} clinicId={clinicId} />
      <DayGroup title={t('doctor.done')} visits={done} everybody={everybody} clinicId={clinicId} isQuiet />
      <DayGroup title={t('doctor.missed')} visits={missed} everybody={everybody} clinicId={clinicId} isQuiet />
    </Page>
  )
}

import { Select } from '@mantine/core'
import { IconStethoscope } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listDoctors, listSessions } from '#contract/schedule.ts'
import { useCall } from '../../lib/query.ts'
import { Allowed } from '../../shared/Allowed.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { SessionDrawer } from './SessionDrawer.tsx'
import { SessionsGrid } from './SessionsGrid.tsx'

const route = getRouteApi('/signed-in/clinics/$clinicId/settings/doctors')

/** Every doctor's week at this branch; a click on a session changes it, a click on a free day adds one. */
export function DoctorsPage() {
  return (
    <Allowed needs="schedule.update">
      <Doctors />
    </Allowed>
  )
}

interface Place {
  doctor?: string | undefined
  session?: string | undefined
  add?: number | undefined
}

function Doctors() {
  const { t } = useTranslation('settings')
  const { clinicId } = route.useParams()
  const { doctor, session, add } = route.useSearch()
  const navigate = useNavigate()
  const doctors = useCall(listDoctors, { clinicId, specialty: [] }, { topics: ['schedule'] })
  const sessions = useCall(listSessions, { clinicId }, { topics: ['schedule'] })
  const show = (place: Place) =>
    void navigate({ to: '.', search: ((before: object) => ({ ...before, ...place })) as never })

  const chosen = sessions.data?.find(({ id }) => id === session)
  const whose = doctors.data?.find(({ id }) => id === (chosen?.doctorId ?? doctor))
  // A drawer is open over the whole list: only then does `doctor` mean its doctor, not a filter.
  const filtered = add || session ? doctors.data : doctors.data?.filter(({ id }) => !doctor || id === doctor)

  return (
    <Page
      title={t('doctors.title')}
      loading={doctors.isPending || sessions.isPending}
      toolbar={
        (doctors.data?.length ?? 0) > 1 && (
          <Select
            aria-label={t('doctors.filter')}
            placeholder={t('doctors.all')}
            clearable
            searchable
            w="18rem"
            value={add || session ? null : (doctor ?? null)}
            data={doctors.data?.map(({ id, fullName }) => ({ value: id, label: fullName })) ?? []}
            onChange={(id) => show({ doctor: id ?? undefined, session: undefined, add: undefined })}
          />
        )
      }
    >
      <Refusal
        error={doctors.error ?? sessions.error}
        onRetry={() => void Promise.all([doctors.refetch(), sessions.refetch()])}
      />
      {doctors.data?.length === 0 && (
        <EmptyState icon={<IconStethoscope size={22} stroke={1.6} />} title={t('doctors.none')}>
          {t('doctors.noneHint')}
        </EmptyState>
      )}
      {filtered && filtered.length > 0 && (
        <SessionsGrid
          doctors={filtered}
          sessions={sessions.data ?? []}
          onOpen={({ id }) => show({ session: id, add: undefined })}
          onAdd={(doctorId, weekday) => show({ doctor: doctorId, add: weekday, session: undefined })}
        />
      )}
      {whose && (add || chosen) && (
        <SessionDrawer
          key={session ?? `${doctor} ${add}`}
          doctor={whose}
          session={chosen ?? null}
          weekday={add ?? 1}
          onClose={() => show({ session: undefined, add: undefined, ...(add ? { doctor: undefined } : {}) })}
        />
      )}
    </Page>
  )
}

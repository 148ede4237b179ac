import { Button } from '@mantine/core'
import { IconDeviceTv } from '@tabler/icons-react'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { paths, routePaths } from '#web/lib/paths.ts'
import { useKeys } from '#web/ui/keys.ts'
import { Page } from '#web/ui/Page.tsx'
import { Refusal } from '#web/ui/Refusal.tsx'
import { RowsSkeleton } from '#web/ui/Skeletons.tsx'
import { DoctorChips } from './DoctorChips.tsx'
import { QueuePanel } from './QueuePanel.tsx'
import { useCallNext } from './use-call-next.ts'
import { useDay } from './use-day.ts'
import { useVisitActs } from './use-visit-acts.ts'
import { VisitDrawer } from './VisitDrawer.tsx'

const route = getRouteApi('/signed-in/clinics/$clinicId/queue')

/** Today's queue alone: for the nurse, a doctor's phone, a second screen. */
export function QueuePage() {
  const { t } = useTranslation('appointments')
  const { clinicId } = route.useParams()
  const { doctors, visit } = route.useSearch()
  const navigate = useNavigate()
  const day = useDay(undefined, doctors)
  const acts = useVisitActs()
  const show = (search: { doctors?: string[] | undefined; visit?: string | undefined }) =>
    void navigate(paths.queue(clinicId, { doctors, visit, ...search }))
  const call = useCallNext(day, doctors, acts)
  useKeys(t('keys.title'), [{ keys: 'n', label: t('queue.callNext'), run: () => call() }])

  return (
    <Page
      title={t('day.queue')}
      shape="read"
      action={
        <Button
          component={Link}
          to={routePaths.waitingRoom as string}
          params={{ clinicId } as never}
          target="_blank"
          variant="default"
          leftSection={<IconDeviceTv size={16} stroke={1.7} />}
        >
          {t('waitingRoom.open')}
        </Button>
      }
      toolbar={
        <DoctorChips
          columns={day.plan?.columns ?? []}
          visits={day.visits}
          chosen={doctors ?? []}
          onChange={(chosen) => show({ doctors: chosen })}
        />
      }
    >
      {day.error && <Refusal error={day.error} onRetry={day.retry} />}
      {day.loading ? (
        <RowsSkeleton />
      ) : (
        <QueuePanel day={day} doctors={doctors} acts={acts} onOpen={(id) => show({ visit: id })} onCall={call} />
      )}
      <VisitDrawer
        day={day}
        visitId={visit}
        known={day.visits.find(({ id }) => id === visit)}
        acts={acts}
        onClose={() => show({ visit: undefined })}
      />
    </Page>
  )
}

import { Button, SegmentedControl } from '@mantine/core'
import { IconTimeline } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { getTimeline, type TimelineKind, timelineKinds } from '#contract/patients.ts'
import { callApi } from '#web/lib/api.ts'
import { paths } from '#web/lib/paths.ts'
import { keyOf } from '#web/lib/query.ts'
import { useCan } from '#web/shared/place.ts'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Refusal } from '#web/ui/Refusal.tsx'
import { RowsSkeleton } from '#web/ui/Skeletons.tsx'
import { TimelineEntryRow } from './TimelineEntryRow.tsx'
import classes from './TimelinePage.module.css'

const route = getRouteApi('/signed-in/clinics/$clinicId/patients/$patientId/')

/** Visits, prescriptions, payments and changes in one stream, the newest first. */
export function TimelinePage() {
  const { t } = useTranslation('patients')
  const { clinicId, patientId } = route.useParams()
  const { kind } = route.useSearch()
  const navigate = useNavigate()
  const seesMoney = useCan('payments.read')
  const seesPrescriptions = useCan('prescriptions.read')
  const input = { clinicId, patientId, ...(kind ? { kind } : {}) }
  const stream = useInfiniteQuery({
    queryKey: keyOf(getTimeline, input),
    queryFn: ({ pageParam, signal }) =>
      callApi(getTimeline, { ...input, ...(pageParam ? { before: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    meta: { scope: clinicId },
  })
  const entries = stream.data?.pages.flatMap((page) => page.entries) ?? []
  const kinds = timelineKinds.filter(
    (one) => (one !== 'payment' || seesMoney) && (one !== 'prescription' || seesPrescriptions),
  )

  return (
    <>
      <SegmentedControl
        className={classes.kinds ?? ''}
        aria-label={t('timeline.show')}
        value={kind ?? 'all'}
        onChange={(value) =>
          void navigate({
            ...paths.patient(clinicId, patientId),
            search: { kind: value === 'all' ? undefined : (value as TimelineKind) },
            replace: true,
          })
        }
        data={['all' as const, ...kinds].map((value) => ({ value, label: t(`kinds.${value}`) }))}
      />
      <Refusal error={stream.error} onRetry={() => void stream.refetch()} />
      {stream.isPending && <RowsSkeleton rows={5} rowHeight={52} />}
      {stream.isSuccess && entries.length === 0 && (
        <EmptyState icon={<IconTimeline size={28} stroke={1.4} />} title={t('timeline.empty')}>
          {t('timeline.emptyHint')}
        </EmptyState>
      )}
      <ol className={classes.stream} aria-label={t('tabs.timeline')}>
        {entries.map((entry) => (
          <TimelineEntryRow key={`${entry.kind}-${entry.id}`} entry={entry} clinicId={clinicId} />
        ))}
      </ol>
      {stream.hasNextPage && (
        <Button variant="default" loading={stream.isFetchingNextPage} onClick={() => void stream.fetchNextPage()}>
          {t('older')}
        </Button>
      )}
    </>
  )
}

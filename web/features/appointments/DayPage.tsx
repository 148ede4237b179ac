import { Button, SegmentedControl } from '@mantine/core'
import { IconTicket } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/lib/format.ts'
import { paths } from '#web/lib/paths.ts'
import { useCan } from '#web/shared/place.ts'
import { useKeys } from '#web/ui/keys.ts'
import { Page } from '#web/ui/Page.tsx'
import { Refusal } from '#web/ui/Refusal.tsx'
import { DayBoard } from './DayBoard.tsx'
import { DayDrawers } from './DayDrawers.tsx'
import { DayNav } from './DayNav.tsx'
import classes from './DayPage.module.css'
import { DoctorChips } from './DoctorChips.tsx'
import { type DaySearch, noDrawer } from './day-search.ts'
import { tellDraft } from './draft-caller.ts'
import { FindOrBook } from './FindOrBook.tsx'
import type { FoundRow } from './found-rows.ts'
import { QueuePanel } from './QueuePanel.tsx'
import { clockOf } from './time.ts'
import { useCallNext } from './use-call-next.ts'
import { useDay } from './use-day.ts'
import { useVisitActs } from './use-visit-acts.ts'

const route = getRouteApi('/signed-in/clinics/$clinicId/day/{-$date}')

/** The front desk's home: the day as a calendar, the queue beside it, and one box to find or book. */
export function DayPage() {
  const { t } = useTranslation('appointments')
  const { date: format } = useFormat()
  const { clinicId, date } = route.useParams()
  const search = route.useSearch()
  const navigate = useNavigate()
  const mayBook = useCan('appointments.create')
  const day = useDay(date, search.doctors)
  const acts = useVisitActs()

  const show = (change: Partial<DaySearch>) => void navigate({ ...paths.day(clinicId, { date, ...search, ...change }) })
  const open = (visit: string) => show({ ...noDrawer, visit })
  const onDay = (next: string) =>
    void navigate(paths.day(clinicId, { ...search, ...noDrawer, date: next === day.today ? undefined : next }))
  const call = useCallNext(day, search.doctors, acts)
  const onOther = ({ patient, draft }: FoundRow, what: 'book' | 'walkIn') => {
    tellDraft(draft)
    const drawer = what === 'book' ? { book: search.doctors?.[0] ?? 'any' } : { walkIn: true }
    show({ ...noDrawer, ...drawer, patient: patient?.id })
  }
  const close = () => {
    tellDraft(null)
    show(noDrawer)
  }
  const walkIn = () => show({ ...noDrawer, walkIn: true })
  useKeys(t('keys.title'), [
    ...(day.isToday ? [{ keys: 'n', label: t('queue.callNext'), run: () => call() }] : []),
    ...(day.isToday && mayBook ? [{ keys: 'w', label: t('walkIn.title'), run: walkIn }] : []),
    ...(mayBook
      ? [{ keys: 'b', label: t('book.title'), run: () => show({ ...noDrawer, book: search.doctors?.[0] ?? 'any' }) }]
      : []),
  ])

  const view = search.view ?? 'calendar'
  return (
    <Page
      title={format(day.day, 'full')}
      aside={<DaySummary day={day} />}
      shape="full"
      action={
        <div className={classes.tools}>
          <FindOrBook day={day} doctors={search.doctors} acts={acts} onOpen={open} onOther={onOther} />
          {mayBook && day.isToday && (
            <Button
              className={classes.walkIn ?? ''}
              aria-label={t('walkIn.title')} // a phone shows the picture alone
              variant="default"
              leftSection={<IconTicket size={16} stroke={1.7} />}
              onClick={walkIn}
            >
              {t('walkIn.title')}
            </Button>
          )}
        </div>
      }
      toolbar={
        <>
          <DayNav day={day.day} today={day.today} onDay={onDay} />
          <DoctorChips
            columns={day.plan?.columns ?? []}
            visits={day.visits}
            chosen={search.doctors ?? []}
            view={view}
            onChange={(doctors) => show({ doctors })}
          />
          <SegmentedControl
            className={classes.views ?? ''}
            value={view}
            onChange={(next) => show({ view: next as DaySearch['view'] })}
            data={[
              { value: 'calendar', label: t('day.calendar') },
              { value: 'queue', label: t('day.queue') },
            ]}
          />
        </>
      }
    >
      {day.error && !day.plan ? (
        <Refusal error={day.error} onRetry={day.retry} />
      ) : (
        <div className={classes.halves} data-view={view}>
          <DayBoard
            day={day}
            acts={acts}
            search={search}
            onPick={(doctorId, minute) => show({ ...noDrawer, book: doctorId, at: clockOf(minute) })}
            onOpen={open}
          />
          <aside className={classes.queue} aria-label={t('day.queue')}>
            {!day.loading && <QueuePanel day={day} doctors={search.doctors} acts={acts} onOpen={open} onCall={call} />}
          </aside>
        </div>
      )}
      <DayDrawers day={day} search={search} acts={acts} onClose={close} onOpen={open} />
    </Page>
  )
}

function DaySummary({ day }: { day: ReturnType<typeof useDay> }) {
  const { t } = useTranslation('appointments')
  const count = (...states: string[]) => day.visits.filter(({ status }) => states.includes(status)).length
  if (day.loading) return null
  return t('day.summary', {
    total: day.visits.length - count('cancelled'),
    done: count('done'),
    missed: count('no_show'),
  })
}

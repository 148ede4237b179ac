import { Button, Skeleton } from '@mantine/core'
import { IconCalendarOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { listSessions } from '#contract/schedule.ts'
import { routePaths } from '#web/lib/paths.ts'
import { useCall } from '#web/lib/query.ts'
import { useCan } from '#web/shared/place.ts'
import type { CalendarSelection } from '#web/ui/calendar/index.ts'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { DayCalendar } from './DayCalendar.tsx'
import classes from './DayPage.module.css'
import type { DaySearch } from './day-search.ts'
import { minuteOfClock } from './time.ts'
import type { DayData } from './use-day.ts'
import type { VisitActs } from './use-visit-acts.ts'

interface DayBoardProps {
  day: DayData
  acts: VisitActs
  search: DaySearch
  onPick: (doctorId: string, minute: number) => void
  onOpen: (visitId: string) => void
}

const shownMinutes = 30

/** The calendar, its skeleton, or what to do when nobody works on this day. */
export function DayBoard({ day, acts, search, onPick, onOpen }: DayBoardProps) {
  const mayBook = useCan('appointments.create')
  const { visit, book, at } = search
  const selection = useMemo((): CalendarSelection => {
    const minute = minuteOfClock(at)
    if (visit) return { eventId: visit }
    return book && book !== 'any' && minute !== null ? { columnId: book, minute, minutes: shownMinutes } : null
  }, [visit, book, at])

  if (day.loading) return <Skeleton className={classes.board ?? ''} radius="lg" />
  if (day.columns.length === 0) return <NobodyWorks day={day} />
  return (
    <div className={classes.board}>
      <DayCalendar day={day} acts={acts} selection={selection} onPick={mayBook ? onPick : () => {}} onOpen={onOpen} />
    </div>
  )
}

/** An empty day says why, and leads to where that is changed. */
function NobodyWorks({ day }: { day: DayData }) {
  const { t } = useTranslation('appointments')
  const mayEdit = useCan('schedule.update')
  const sessions = useCall(listSessions, { clinicId: day.clinicId })
  const never = sessions.data?.length === 0
  return (
    <div className={classes.board}>
      <EmptyState
        icon={<IconCalendarOff size={28} stroke={1.5} />}
        title={never ? t('empty.noSessions') : t('empty.closed')}
        action={
          mayEdit && (
            <Button
              component={Link}
              to={routePaths.settingsDoctors as string}
              params={{ clinicId: day.clinicId } as never}
            >
              {t('empty.toSessions')}
            </Button>
          )
        }
      >
        {never ? (mayEdit ? t('empty.addSessions') : t('empty.askManager')) : t('empty.otherDay')}
      </EmptyState>
    </div>
  )
}

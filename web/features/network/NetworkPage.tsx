import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconBuildingStore, IconFileImport } from '@tabler/icons-react'
import { getRouteApi, Link, useNavigate, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { getOverview, type Overview } from '#contract/network.ts'
import { routePaths } from '../../lib/paths.ts'
import { useCall } from '../../lib/query.ts'
import { DateText } from '../../ui/DateText.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { RowsSkeleton } from '../../ui/Skeletons.tsx'
import { arrange } from './arrange.ts'
import { BranchGrid } from './BranchGrid.tsx'
import { BranchStory } from './BranchStory.tsx'
import { DayStep } from './DayStep.tsx'
import { NetworkFilters } from './NetworkFilters.tsx'
import classes from './NetworkPage.module.css'
import type { NetworkSearch } from './network-search.ts'
import { Totals } from './Totals.tsx'
import { TotalsSkeleton } from './TotalsSkeleton.tsx'
import { useFigures } from './use-figures.ts'

const route = getRouteApi('/signed-in/network/')
// Waits grow by the minute without any event.
const renewEveryMs = 30_000

/** Head office's home: all branches on one screen, the one in most trouble first. */
export function NetworkPage() {
  const { t } = useTranslation('network')
  const search = route.useSearch()
  const navigate = useNavigate({ from: routePaths.network })
  const call = useCall(getOverview, search.day ? { day: search.day } : {}, { keep: true, every: renewEveryMs })
  const overview = call.data
  // Beside the title where there is room, so that forty rows fit below.
  const isWide = useMediaQuery('(min-width: 112em)', true)
  const change = (next: Partial<NetworkSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true })
  const open = (branch: string | undefined) =>
    // The first story is a step one can go back from; going through the rows is not.
    void navigate({ search: (before) => ({ ...before, branch }), replace: Boolean(search.branch) })

  if (overview?.branches.length === 0) return <NoBranches />
  const story = overview?.branches.find(({ clinicId }) => clinicId === search.branch)
  const filters = overview && (
    <div className={classes.filters}>
      <NetworkFilters branches={overview.branches} search={search} onChange={change} />
      <DayStep day={overview.day} isToday={!search.day} onDay={(day) => change({ day })} />
    </div>
  )
  return (
    <Page
      title={t('title')}
      aside={overview && <AsOf overview={overview} />}
      {...(isWide ? { action: filters } : { toolbar: filters })}
    >
      <div className={classes.content} aria-busy={call.isFetching && call.isPlaceholderData}>
        <Refusal error={call.error} onRetry={() => void call.refetch()} />
        {overview ? <Totals overview={overview} /> : !call.error && <TotalsSkeleton />}
        <div className={classes.beside}>
          <div className={classes.main}>
            {overview ? (
              <Rows overview={overview} search={search} onChange={change} onOpen={open} />
            ) : (
              !call.error && <RowsSkeleton rows={20} rowHeight={30} />
            )}
          </div>
          {story && <BranchStory key={story.clinicId} row={story} day={search.day} onClose={() => open(undefined)} />}
        </div>
      </div>
    </Page>
  )
}

interface RowsProps {
  overview: Overview
  search: NetworkSearch
  onChange: (change: Partial<NetworkSearch>) => void
  onOpen: (branch: string | undefined) => void
}

function Rows({ overview, search, onChange, onOpen }: RowsProps) {
  const { t } = useTranslation('network')
  const groups = arrange(overview.branches, search)
  if (groups.length === 0)
    return (
      <EmptyState
        title={t('none.title')}
        action={
          <Button variant="default" onClick={() => onChange({ q: undefined, region: undefined, city: undefined })}>
            {t('filter.clear')}
          </Button>
        }
      >
        {t('none.body')}
      </EmptyState>
    )
  return (
    <BranchGrid
      groups={groups}
      day={overview.day}
      sort={search.sort}
      onSort={(sort) => onChange({ sort })}
      selected={search.branch}
      onSelect={onOpen}
    />
  )
}

/** Which day, how fresh, and how many branches need a look. */
function AsOf({ overview: { asOf, day, isToday, branches } }: { overview: Overview }) {
  const { t } = useTranslation('network')
  const { date, time, today } = useFigures()
  const troubled = branches.filter((row) => row.attention > 0).length
  const full = date(day, 'full')
  return (
    <>
      {isToday ? (
        <>
          <DateText value={day} style="weekday" />,{' '}
          <span title={date(asOf, 'dayTime')}>{t('asOf', { time: time(asOf) })}</span>
        </>
      ) : day > today() ? (
        t('dayAhead', { day: full })
      ) : (
        t('dayIs', { day: full })
      )}
      {' · '}
      {troubled === 0 ? t('allCalm') : t('needLook', { count: troubled })}
    </>
  )
}

function NoBranches() {
  const { t } = useTranslation('network')
  const imports = '/network/import'
  const known: Record<string, unknown> = useRouter().routesByPath
  return (
    <EmptyState
      alone
      icon={<IconBuildingStore size={28} stroke={1.5} />}
      title={t('empty.title')}
      action={
        imports in known && (
          <Button component={Link} to={imports as never} leftSection={<IconFileImport size={17} stroke={1.7} />}>
            {t('empty.action')}
          </Button>
        )
      }
    >
      {t('empty.body')}
    </EmptyState>
  )
}

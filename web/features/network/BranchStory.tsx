import { ActionIcon, Button } from '@mantine/core'
import { IconArrowRight, IconPhone, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type BranchDay, type BranchRow, getBranchDay } from '#contract/network.ts'
import { formatDate } from '../../lib/format.ts'
import { paths } from '../../lib/paths.ts'
import { useCall } from '../../lib/query.ts'
import { useKeys } from '../../ui/keys.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { RowsSkeleton } from '../../ui/Skeletons.tsx'
import classes from './BranchStory.module.css'
import { StoryDoctors } from './StoryDoctors.tsx'
import { StoryFigures } from './StoryFigures.tsx'
import { StoryWeek } from './StoryWeek.tsx'
import { TroubleAction, TroubleSentence } from './TroubleWords.tsx'
import { useFigures } from './use-figures.ts'

interface BranchStoryProps {
  row: BranchRow
  /** The day asked for; undefined: the branch's today. */
  day: string | undefined
  onClose: () => void
}

/** One branch's day beside the grid: what is wrong, doctor by doctor, and the week it stands in. No patient is named. */
export function BranchStory({ row, day, onClose }: BranchStoryProps) {
  const { t } = useTranslation('network')
  const { date } = useFigures()
  const story = useCall(
    getBranchDay,
    { branchId: row.clinicId, ...(day ? { day } : {}) },
    { keep: true, every: 30_000 },
  )
  const panel = useRef<HTMLElement>(null)
  useKeys(t('keys.title'), [{ keys: 'Escape', label: t('keys.close'), run: onClose }])
  // On a phone it covers the grid: whoever reads by ear is told, and Escape works at once.
  useEffect(() => {
    if (window.matchMedia('(max-width: 47.99em)').matches) panel.current?.focus()
  }, [])
  const label = day
    ? t('story.labelOn', { branch: row.name, day: date(day, 'full') })
    : t('story.label', { branch: row.name })

  return (
    <aside ref={panel} tabIndex={-1} className={classes.story} aria-label={label}>
      <header className={classes.header}>
        <div>
          <h2 className={classes.name}>{row.name}</h2>
          <p className={classes.place}>
            {[row.city, row.region].filter(Boolean).join(', ')} · {date(row.day, 'weekday')}
          </p>
        </div>
        <ActionIcon onClick={onClose} aria-label={t('story.close')}>
          <IconX size={18} stroke={1.7} />
        </ActionIcon>
      </header>
      <div className={classes.actions}>
        <Button
          component={Link}
          {...(paths.day(row.clinicId, row.doors === null ? { date: row.day } : {}) as object)}
          size="xs"
          rightSection={<IconArrowRight size={16} className="flips" />}
        >
          {t('story.enter')}
        </Button>
        {row.phone && (
          <Button
            component="a"
            href={`tel:${row.phone}`}
            size="xs"
            variant="default"
            leftSection={<IconPhone size={15} />}
          >
            <span className="ltr">{row.phone}</span>
          </Button>
        )}
      </div>
      <section className={classes.part} aria-label={t('story.wrong')}>
        {row.troubles.length === 0 && <p className={classes.calm}>{t('story.nothing')}</p>}
        {row.troubles.map((trouble) => (
          <p key={`${trouble.kind} ${trouble.doctorName}`} className={classes.trouble}>
            <TroubleSentence trouble={trouble} row={row} />
            <TroubleAction trouble={trouble} row={row} />
          </p>
        ))}
        {story.data && <Doors row={row} story={story.data} />}
      </section>
      <StoryFigures row={row} />
      <Refusal error={story.error} onRetry={() => void story.refetch()} />
      {story.data ? (
        <>
          <StoryDoctors story={story.data} />
          <StoryWeek story={story.data} />
        </>
      ) : (
        !story.error && <RowsSkeleton rows={6} />
      )}
    </aside>
  )
}

function Doors({ row, story }: { row: BranchRow; story: BranchDay }) {
  const { t } = useTranslation('network')
  const { clock, ...format } = useFigures()
  const hours =
    row.opensMinute === null || row.closesMinute === null
      ? t('story.closedDay')
      : t('story.hours', { from: clock(row.opensMinute), to: clock(row.closesMinute) })
  // By the clock of the branch's own zone, not head office's.
  const first = story.firstArrivalAt
    ? t('story.firstArrival', {
        time: formatDate(story.firstArrivalAt, 'time', { ...format, timeZone: story.timeZone }),
      })
    : story.isToday && t('story.nobody')
  return <p className={classes.calm}>{[hours, first].filter(Boolean).join(' · ')}</p>
}

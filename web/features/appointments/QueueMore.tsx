import { Button } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Visit } from '#contract/appointments.ts'
import classes from './Queue.module.css'

interface QueueMoreProps {
  title: string
  visits: readonly Visit[]
  row: (visit: Visit) => ReactNode
}

const firstFew = 50

/** What is over, or has no time: folded away, one click from sight. An imported day may hold hundreds. */
export function QueueMore({ title, visits, row }: QueueMoreProps) {
  const { t } = useTranslation('appointments')
  const [isOpen, open] = useState(false)
  const [isWhole, showWhole] = useState(false)
  if (visits.length === 0) return null
  const shown = isWhole ? visits : visits.slice(0, firstFew)

  return (
    <section>
      <h2 className={classes.title}>
        <button type="button" className={classes.fold} aria-expanded={isOpen} onClick={() => open(!isOpen)}>
          <IconChevronRight size={15} className={`${classes.chevron} flips`} aria-hidden />
          {title} <span className={classes.count}>{visits.length}</span>
        </button>
      </h2>
      {isOpen && <ul className={classes.list}>{shown.map(row)}</ul>}
      {isOpen && visits.length > shown.length && (
        <Button size="compact-sm" variant="subtle" onClick={() => showWhole(true)}>
          {t('queue.showAll', { count: visits.length })}
        </Button>
      )}
    </section>
  )
}

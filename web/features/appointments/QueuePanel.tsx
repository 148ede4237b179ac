import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Visit } from '#contract/appointments.ts'
import { useCan } from '#web/shared/place.ts'
import { CallNext } from './CallNext.tsx'
import classes from './Queue.module.css'
import { QueueMore } from './QueueMore.tsx'
import { QueueRow } from './QueueRow.tsx'
import { queueOf } from './queue-model.ts'
import { TokenCard } from './TokenCard.tsx'
import type { DayData } from './use-day.ts'
import type { VisitActs } from './use-visit-acts.ts'

interface QueuePanelProps {
  day: DayData
  doctors: readonly string[] | undefined
  acts: VisitActs
  onOpen: (id: string) => void
  onCall: (doctorId?: string) => void
}

/** Who waits, who is inside, who needs a call: the right third of the day, and the queue page. */
export function QueuePanel({ day, doctors, acts, onOpen, onCall }: QueuePanelProps) {
  const { t } = useTranslation('appointments')
  const mayCall = useCan('queue.update')
  const mayChange = useCan('appointments.update')
  const queue = useMemo(() => queueOf(day.visits, day.now, doctors), [day.visits, day.now, doctors])
  const row = (visit: Visit, more: Partial<Parameters<typeof QueueRow>[0]> = {}) => (
    <QueueRow key={visit.id} visit={visit} now={day.now} onOpen={onOpen} {...more} />
  )
  const act = (allowed: boolean, label: string, run: (visit: Visit) => void) => (visit: Visit) =>
    allowed ? { act: { label, run: () => run(visit), disabled: acts.busy } } : {}
  const columns = (day.plan?.columns ?? []).filter(({ doctorId }) => !doctors?.length || doctors.includes(doctorId))
  const callIn = act(mayCall, t('act.callIn'), acts.room)
  const finish = act(mayChange, t('act.done'), acts.complete)
  const confirm = act(mayChange, t('act.confirm'), acts.confirm)

  return (
    <div className={classes.panel}>
      {day.isToday && mayCall && (
        <CallNext waiting={queue.waiting} columns={columns} busy={acts.busy} onCall={onCall} />
      )}
      {day.isToday && <TokenCard columns={day.plan?.columns ?? []} />}
      {day.isToday && (
        <>
          <List title={t('queue.waiting')} count={queue.waiting.length} empty={t('queue.nobodyWaits')} name="waiting">
            {queue.waiting.map((visit) => row(visit, { since: visit.arrivedAt, ...callIn(visit) }))}
          </List>
          <List title={t('queue.inRoom')} count={queue.inRoom.length} empty={t('queue.nobodyInside')} name="in-room">
            {queue.inRoom.map((visit) => row(visit, { since: visit.calledAt, ...finish(visit) }))}
          </List>
        </>
      )}
      <List
        title={t('queue.toConfirm')}
        count={queue.toConfirm.length}
        empty={t('queue.allConfirmed')}
        name="to-confirm"
      >
        {queue.toConfirm.map((visit) => row(visit, { toCall: true, ...confirm(visit) }))}
      </List>
      <QueueMore title={t('queue.untimed')} visits={queue.untimed} row={row} />
      <QueueMore title={t('queue.done')} visits={queue.done} row={row} />
      <QueueMore title={t('queue.lost')} visits={queue.lost} row={row} />
    </div>
  )
}

interface ListProps {
  title: string
  count: number
  empty: string
  name: string
  children: ReactNode
}

function List({ title, count, empty, name, children }: ListProps) {
  return (
    <section aria-label={title} data-list={name}>
      <h2 className={classes.title}>
        {title} <span className={classes.count}>{count}</span>
      </h2>
      {count === 0 ? <p className={classes.none}>{empty}</p> : <ul className={classes.list}>{children}</ul>}
    </section>
  )
}

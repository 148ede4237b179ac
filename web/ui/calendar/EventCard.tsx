import { IconAlertCircleFilled, IconCoinFilled } from '@tabler/icons-react'
import { type CSSProperties, memo, useRef } from 'react'
import styles from './event.module.css'
import looks from './event-looks.module.css'
import { clip } from './geometry.ts'
import type { Lane } from './lanes.ts'
import spoken from './spoken.module.css'
import { statusLook, toneStyle } from './status.ts'
import { useCalendarState } from './store.ts'
import type { CalendarEvent, CalendarLabels, Span } from './types.ts'
import { useFocusTurn } from './use-focus-turn.ts'

type Props = { event: CalendarEvent; range: Span; labels: CalendarLabels; selected: boolean } & Lane

/** Memoised on plain values: a new day's list renders only the cards that differ. */
export const EventCard = memo(function EventCard({ event, range, labels, selected, lane, lanes, width }: Props) {
  const card = useRef<HTMLDivElement>(null)
  const turn = useCalendarState(({ cursor }) => (cursor.eventId === event.id ? cursor.focus : -1))
  const stage = useCalendarState(({ move }) => (move?.eventId === event.id ? move.stage : undefined))
  useFocusTurn(card, turn)

  const drawn = clip({ from: event.startsAt, to: event.startsAt + event.minutes }, range)
  if (!drawn) return null
  const status = statusLook(event.status, labels)
  const time = labels.time(event.startsAt)
  const signs = [status.word, event.alert, event.dues].filter((sign) => sign !== undefined)
  const unseen = labels.eventDetails({ until: labels.time(event.startsAt + event.minutes), signs })
  const place = {
    '--at': drawn.from - range.from,
    '--for': drawn.to - drawn.from,
    '--lane': lane / lanes,
    '--width': width / lanes,
    ...toneStyle(status.color),
  } as CSSProperties

  // `dir="auto"`: a name in the other script loses its end when it is cut, not its beginning.
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cell cannot be placed by the minute
    <div
      ref={card}
      role="gridcell"
      tabIndex={turn >= 0 ? 0 : -1}
      aria-selected={selected}
      aria-busy={stage === 'saving'}
      className={`${styles.card} ${looks.look}`}
      data-event={event.id}
      data-look={status.look}
      data-moving={stage && stage !== 'refused' ? true : undefined}
      style={place}
    >
      <div
        className={styles.inner}
        title={`${time} ${event.title}, ${event.subtitle ? `${event.subtitle}, ` : ''}${unseen}`}
      >
        <div className={styles.head}>
          <status.icon size={13} stroke={2.2} className={styles.icon} />
          <span className={styles.title} dir="auto">
            {event.title}
          </span>
          {(event.alert || event.dues) && (
            <span className={styles.flags}>
              {event.alert && <IconAlertCircleFilled size={13} className={styles.alert} />}
              {event.dues && <IconCoinFilled size={13} className={styles.dues} />}
            </span>
          )}
        </div>
        <div className={styles.rest}>
          <span className={styles.time}>{time}</span>
          {event.subtitle && (
            <span className={styles.subtitle} dir="auto">
              {event.subtitle}
            </span>
          )}
        </div>
        <span className={spoken.spoken}>{unseen}</span>
      </div>
    </div>
  )
})

import { IconBan } from '@tabler/icons-react'
import { type CSSProperties, useEffect, useRef } from 'react'
import styles from './ghost.module.css'
import { useCalendarState } from './store.ts'
import type { CalendarLabels, Span } from './types.ts'

type Props = { columnId: string; range: Span; labels: CalendarLabels; nearEnd: boolean }

// Below this there is no room under the ghost for a sentence of three lines.
const roomForSentence = 60

/** Where a moving event would land; drawn by the column it is over. */
export function Ghost({ columnId, range, labels, nearEnd }: Props) {
  const ghost = useRef<HTMLDivElement>(null)
  const move = useCalendarState((state) => (state.move?.columnId === columnId ? state.move : null))

  // The pointer scrolls by the edges; keys have to be followed.
  const followed = move?.by === 'keys' ? move.minute : null
  useEffect(() => {
    if (followed !== null) ghost.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [followed])

  if (!move) return null
  const ends = move.minute + move.minutes
  const style = { '--at': move.minute - range.from, '--for': move.minutes } as CSSProperties
  return (
    <div
      ref={ghost}
      className={styles.ghost}
      data-stage={move.stage}
      data-refused={move.refusal ? true : undefined}
      style={style}
      aria-hidden
    >
      <div className={styles.face}>
        <span className={styles.time}>
          {move.stage === 'saving' ? labels.saving : `${labels.time(move.minute)}–${labels.time(ends)}`}
        </span>
        <span className={styles.title} dir="auto">
          {move.title}
        </span>
      </div>
      {move.refusal && (
        <div
          className={styles.refusal}
          data-side={nearEnd ? 'end' : 'start'}
          data-above={range.to - ends < roomForSentence || undefined}
        >
          <IconBan size={14} />
          <span dir="auto">{move.refusal}</span>
        </div>
      )}
    </div>
  )
}

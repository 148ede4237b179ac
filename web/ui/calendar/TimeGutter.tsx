import { type CSSProperties, memo } from 'react'
import styles from './calendar.module.css'
import { hourMarks } from './geometry.ts'
import type { CalendarLabels, Span } from './types.ts'

type Props = { range: Span; now: number | null; labels: CalendarLabels }

// An hour mark this near to the now-mark would be printed through it.
const tooNear = 14

export const TimeGutter = memo(function TimeGutter({ range, now, labels }: Props) {
  return (
    <div className={styles.gutter} data-gutter aria-hidden>
      <div className={styles.corner} />
      <div className={styles.hours}>
        {hourMarks(range).map((minute) => (
          <span
            key={minute}
            className={styles.hour}
            data-first={minute === range.from || undefined}
            data-hidden={(now !== null && Math.abs(now - minute) < tooNear) || undefined}
            style={{ '--at': minute - range.from } as CSSProperties}
          >
            {labels.hour(minute)}
          </span>
        ))}
        {now !== null && (
          <span
            className={styles.nowMark}
            style={{ '--at': now - range.from } as CSSProperties}
            title={labels.now(labels.time(now))}
          >
            {labels.time(now)}
          </span>
        )}
      </div>
    </div>
  )
})

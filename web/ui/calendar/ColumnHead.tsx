import styles from './head.module.css'
import spoken from './spoken.module.css'
import { toneStyle } from './status.ts'
import type { CalendarColumn, CalendarLabels } from './types.ts'

type Props = { column: CalendarColumn; labels: CalendarLabels }

export function ColumnHead({ column, labels }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: the header of an upright row
    // biome-ignore lint/a11y/useFocusableInteractive: nothing happens on it
    <div
      role="rowheader"
      className={styles.head}
      data-column-head={column.id}
      style={toneStyle(column.color ?? 'gray')}
      title={[column.title, column.subtitle].filter(Boolean).join(' · ')}
    >
      {(column.face || column.initials) && (
        <span className={styles.avatar} aria-hidden>
          {column.face ?? column.initials}
        </span>
      )}
      <span className={styles.names}>
        <span className={styles.title} dir="auto">
          {column.title}
        </span>
        {column.subtitle && (
          <span className={styles.subtitle} dir="auto">
            {column.subtitle}
          </span>
        )}
      </span>
      {column.away?.map((span) => (
        <span key={span.from} className={spoken.spoken}>
          {`, ${labels.time(span.from)}–${labels.time(span.to)} ${span.label}`}
        </span>
      ))}
    </div>
  )
}

import styles from './head.module.css'
import { toneStyle } from './status.ts'
import { useCalendarState } from './store.ts'
import type { CalendarColumn, CalendarLabels } from './types.ts'

type Props = { columns: CalendarColumn[]; labels: CalendarLabels; onShow: (columnId: string) => void }

/** On a phone one column fills the screen; the tabs say which, and lead to the others without seven swipes. */
export function ColumnTabs({ columns, labels, onShow }: Props) {
  const shown = useCalendarState((state) => state.shown)
  return (
    <nav className={styles.tabs} aria-label={labels.columns}>
      {columns.map((column) => (
        <button
          key={column.id}
          type="button"
          className={styles.tab}
          aria-current={column.id === shown}
          data-tab={column.id}
          style={toneStyle(column.color ?? 'gray')}
          onClick={() => onShow(column.id)}
        >
          {column.title}
        </button>
      ))}
    </nav>
  )
}

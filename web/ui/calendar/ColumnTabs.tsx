import { useEffect, useRef } from 'react'
import styles from './head.module.css'
import { toneStyle } from './status.ts'
import { useCalendarState } from './store.ts'
import type { CalendarColumn, CalendarLabels } from './types.ts'

type Props = { columns: CalendarColumn[]; labels: CalendarLabels; onShow: (columnId: string) => void }

/** On a phone one column fills the screen; the tabs say which, and lead to the others without seven swipes. */
export function ColumnTabs({ columns, labels, onShow }: Props) {
  const nav = useRef<HTMLElement>(null)
  const shown = useCalendarState((state) => state.shown)

  // Only the row of tabs may scroll: scrollIntoView would take the page along.
  useEffect(() => {
    const tab = nav.current?.querySelector(`[data-tab="${CSS.escape(shown ?? '')}"]`)?.getBoundingClientRect()
    const row = nav.current?.getBoundingClientRect()
    if (tab && row) nav.current?.scrollBy({ left: tab.left + tab.width / 2 - row.left - row.width / 2 })
  }, [shown])

  return (
    <nav ref={nav} className={styles.tabs} aria-label={labels.columns}>
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

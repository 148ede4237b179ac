import { type RefObject, useEffect } from 'react'
import type { CalendarStore } from './store.ts'
import type { CalendarColumn } from './types.ts'

/** Notes which column is in sight. Headers are watched, not columns: those are taller than any screen. */
export function useShownColumn(
  scroller: RefObject<HTMLDivElement | null>,
  columns: CalendarColumn[],
  store: CalendarStore,
) {
  useEffect(() => {
    const root = scroller.current
    if (!root) return
    const seen = new Set<string>()
    const note = (entries: IntersectionObserverEntry[]) => {
      for (const { target, isIntersecting } of entries)
        seen[isIntersecting ? 'add' : 'delete']((target as HTMLElement).dataset.columnHead!)
      // The first of those in sight: a screen that was turned may have shown more before.
      const first = columns.find(({ id }) => seen.has(id))
      if (first) store.set({ shown: first.id })
    }
    const observer = new IntersectionObserver(note, { root, threshold: 0.6 })
    for (const head of root.querySelectorAll('[data-column-head]')) observer.observe(head)
    return () => observer.disconnect()
  }, [scroller, store, columns])
}

import { type RefObject, useEffect } from 'react'
import type { CalendarStore } from './store.ts'
import type { CalendarColumn } from './types.ts'

/** Notes which column is in sight. Headers are watched, not columns: those are taller than any screen. */
export function useShownColumn(
  scroller: RefObject<HTMLDivElement | null>,
  columns: CalendarColumn[],
  store: CalendarStore,
) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: other columns have other headers to watch
  useEffect(() => {
    const root = scroller.current
    if (!root) return
    const note = (entries: IntersectionObserverEntry[]) => {
      const seen = entries.filter((entry) => entry.isIntersecting).at(-1)
      if (seen) store.set({ shown: (seen.target as HTMLElement).dataset.columnHead ?? null })
    }
    const observer = new IntersectionObserver(note, { root, threshold: 0.6 })
    for (const head of root.querySelectorAll('[data-column-head]')) observer.observe(head)
    return () => observer.disconnect()
  }, [scroller, store, columns])
}

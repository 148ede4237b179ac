import { type RefObject, useEffect } from 'react'

/**
 * Focuses an element when it is its turn. An event that was moved is drawn anew in another column:
 * it takes the focus along, but only if the focus is still here or was lost with the old card —
 * never out of a drawer that has opened meanwhile.
 */
export function useFocusTurn(element: RefObject<HTMLElement | null>, turn: number) {
  useEffect(() => {
    const target = element.current
    if (!target || turn <= 0) return
    const holder = document.activeElement
    if (holder && holder !== document.body && !target.closest('[role="grid"]')?.contains(holder)) return
    target.focus({ preventScroll: true })
    target.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [element, turn])
}

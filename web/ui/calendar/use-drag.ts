import { type PointerEvent, type RefObject, useEffect, useRef } from 'react'
import { type Board, measureBoard } from './board.ts'
import { edgePull } from './geometry.ts'
import type { CalendarProps } from './types.ts'
import type { Mover } from './use-move.ts'

const mouseSlackPixels = 4
const touchSlackPixels = 10
const longPressMs = 350

type Point = { clientX: number; clientY: number }

/**
 * Drags events by mouse at once and by touch after a long press, so that a swipe still scrolls.
 * `swallowsClick` is true while the click that ends a drag is still to come.
 */
export function useDrag(scroller: RefObject<HTMLDivElement | null>, latest: RefObject<CalendarProps>, mover: Mover) {
  const dragging = useRef(false)
  const swallow = useRef(false)
  const stop = useRef<(() => void) | null>(null)

  useEffect(() => {
    const element = scroller.current
    // Only a listener that was there before the touch began may still stop the scrolling.
    const holdStill = (event: TouchEvent) => dragging.current && event.cancelable && event.preventDefault()
    element?.addEventListener('touchmove', holdStill, { passive: false })
    return () => {
      element?.removeEventListener('touchmove', holdStill)
      stop.current?.()
    }
  }, [scroller])

  function onPointerDown(event: PointerEvent) {
    swallow.current = false
    const card = (event.target as HTMLElement).closest<HTMLElement>('[data-event]')
    const element = scroller.current
    if (!card || !element || event.button !== 0 || !event.isPrimary) return
    const eventId = card.dataset.event!
    const byTouch = event.pointerType === 'touch'
    const start: Point = { clientX: event.clientX, clientY: event.clientY }
    let at: Point = start
    let board: Board | null = null
    let grabbed = 0
    let frame = 0
    const press = byTouch ? setTimeout(begin, longPressMs) : undefined

    function begin() {
      const dragged = latest.current.events.find((one) => one.id === eventId)
      if (!dragged || !mover.begin(eventId, 'pointer')) return finish()
      board = measureBoard(element!, latest.current.range)
      grabbed = board.minuteAt(start.clientY) - dragged.startsAt
      dragging.current = true
      swallow.current = true
      element!.dataset.dragging = 'true'
      if (byTouch) navigator.vibrate?.(10)
      frame = requestAnimationFrame(follow)
    }

    function follow() {
      if (!board) return
      const { left, right, top, bottom } = board.viewport
      const x = edgePull(at.clientX, left, right)
      const y = edgePull(at.clientY, top, bottom)
      if (x || y) element!.scrollBy({ left: x, top: y, behavior: 'instant' })
      const columnId = board.columnAt(at.clientX)
      if (columnId) mover.to(columnId, board.minuteAt(at.clientY) - grabbed)
      frame = requestAnimationFrame(follow)
    }

    function onPointerMove(move: globalThis.PointerEvent) {
      if (move.pointerId !== event.pointerId) return
      at = { clientX: move.clientX, clientY: move.clientY }
      if (board) return
      const moved = Math.hypot(at.clientX - start.clientX, at.clientY - start.clientY)
      if (byTouch && moved > touchSlackPixels) finish()
      else if (!byTouch && moved > mouseSlackPixels) begin()
    }

    function onPointerUp(up: globalThis.PointerEvent) {
      if (up.pointerId !== event.pointerId) return
      if (dragging.current) void mover.drop()
      finish()
      // The click follows within this turn. After Escape it waits until the button is let go.
      setTimeout(() => {
        swallow.current = false
      })
    }

    function onCancel() {
      mover.cancel()
      finish()
    }

    function onKey(key: KeyboardEvent) {
      if (key.key !== 'Escape' || !dragging.current) return
      key.preventDefault()
      key.stopPropagation() // a drawer beside the calendar stays open
      onCancel()
    }

    function finish() {
      clearTimeout(press)
      cancelAnimationFrame(frame)
      dragging.current = false
      board = null
      delete element!.dataset.dragging
      window.removeEventListener('pointermove', onPointerMove)
      window.removeEventListener('pointerup', onPointerUp)
      window.removeEventListener('pointercancel', onCancel)
      window.removeEventListener('keydown', onKey, true)
      stop.current = null
    }

    stop.current?.()
    stop.current = finish
    window.addEventListener('pointermove', onPointerMove)
    window.addEventListener('pointerup', onPointerUp)
    window.addEventListener('pointercancel', onCancel)
    window.addEventListener('keydown', onKey, true)
  }

  return { onPointerDown, isDragging: () => dragging.current, swallowsClick: () => swallow.current }
}

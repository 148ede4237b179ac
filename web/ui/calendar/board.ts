import { type ColumnBox, columnAt, pixelToMinute } from './geometry.ts'
import type { Span } from './types.ts'

/** The drawn columns, measured once: reading boxes on each pointer move would force the browser to lay out again. */
export type Board = {
  columnAt: (clientX: number) => string | null
  minuteAt: (clientY: number) => number
  /** The visible part without the sticky header and gutter, in client pixels. */
  viewport: { left: number; right: number; top: number; bottom: number }
}

export function measureBoard(scroller: HTMLElement, range: Span): Board {
  const bodies = [...scroller.querySelectorAll<HTMLElement>('[data-column-body]')]
  const boxes: ColumnBox[] = bodies.map((body) => {
    const { left, right } = body.getBoundingClientRect()
    return { id: body.dataset.columnBody!, left, right }
  })
  const body = bodies[0]?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1)
  const scrolledX = scroller.scrollLeft
  const scrolledY = scroller.scrollTop

  const frame = scroller.getBoundingClientRect()
  const head = scroller.querySelector('[data-column-head]')?.getBoundingClientRect()
  const gutter = scroller.querySelector('[data-gutter]')?.getBoundingClientRect()
  const isRtl = getComputedStyle(scroller).direction === 'rtl'
  const gutterWidth = gutter?.width ?? 0

  return {
    // Scrolling moves all boxes alike, to either side and in either direction of writing.
    columnAt: (clientX) => columnAt(clientX + scroller.scrollLeft - scrolledX, boxes),
    minuteAt: (clientY) =>
      pixelToMinute(clientY - body.top + scroller.scrollTop - scrolledY, { ...range, height: body.height }),
    viewport: {
      left: frame.left + (isRtl ? 0 : gutterWidth),
      right: frame.right - (isRtl ? gutterWidth : 0),
      top: frame.top + (head?.height ?? 0),
      bottom: frame.bottom,
    },
  }
}

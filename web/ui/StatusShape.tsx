import type { ReactNode } from 'react'

export type Shape = 'ring' | 'dashed' | 'half' | 'dot' | 'check' | 'cross' | 'clock' | 'alert' | 'bar'

const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.6, strokeLinecap: 'round' } as const

/** Twelve-pixel marks that stay apart from each other without colour, also on a black-and-white print. */
const marks: Record<Shape, ReactNode> = {
  ring: <circle cx="6" cy="6" r="4.2" {...line} />,
  dashed: <circle cx="6" cy="6" r="4.2" {...line} strokeDasharray="1.9 2.5" />,
  half: (
    <>
      <circle cx="6" cy="6" r="4.2" {...line} />
      <path d="M6 3.4a2.6 2.6 0 0 1 0 5.2z" fill="currentColor" />
    </>
  ),
  dot: <circle cx="6" cy="6" r="5" fill="currentColor" />,
  check: <path d="M2.2 6.4 4.9 9l5-6" {...line} strokeWidth={2} strokeLinejoin="round" />,
  cross: <path d="m3 3 6 6M9 3 3 9" {...line} strokeWidth={2} />,
  clock: <path d="M6 1.8a4.2 4.2 0 1 1 0 8.4 4.2 4.2 0 0 1 0-8.4zM6 3.9V6l1.5 1" {...line} />,
  alert: <path d="M6 1.5 11 10.3H1zM6 5v2.2M6 8.9v.1" {...line} strokeLinejoin="round" />,
  bar: <path d="M2.5 6h7" {...line} strokeWidth={2} />,
}

export function StatusShape({ shape, size = 12 }: { shape: Shape; size?: number }) {
  return (
    <svg viewBox="0 0 12 12" width={size} height={size} aria-hidden focusable="false">
      {marks[shape]}
    </svg>
  )
}

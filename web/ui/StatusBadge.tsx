import classes from './StatusBadge.module.css'
import { type Shape, StatusShape } from './StatusShape.tsx'

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'busy' | 'plain'

export interface StatusBadgeProps {
  tone: Tone
  shape: Shape
  /** The state in a word: colour and shape are never alone. */
  children: string
  /** Without the tinted ground, for dense lists. */
  bare?: boolean
}

/** A state by word, shape and colour together. A feature keeps its states as a table: `{ arrived: { tone: 'info', shape: 'half' } }`. */
export function StatusBadge({ tone, shape, children, bare = false }: StatusBadgeProps) {
  return (
    <span className={classes.badge} data-tone={tone} data-bare={bare || undefined}>
      <StatusShape shape={shape} />
      {children}
    </span>
  )
}

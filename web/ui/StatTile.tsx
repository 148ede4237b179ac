import type { ReactNode } from 'react'
import classes from './StatTile.module.css'
import { StatusShape } from './StatusShape.tsx'

export interface StatTileProps {
  label: string
  /** Already formatted: `Rs 1.2 m`, `19.6 %`. */
  value: ReactNode
  /** Compared with what is usual: `+12 on a usual Saturday`. */
  change?: { words: string; tone: 'good' | 'bad' | 'plain' }
  /** A MiniBar or a sparkline. */
  children?: ReactNode
}

/** One total: label, a large figure, how it compares. */
export function StatTile({ label, value, change, children }: StatTileProps) {
  return (
    <div className={classes.tile}>
      <div className={classes.label}>{label}</div>
      <div className={classes.value}>{value}</div>
      {change && (
        <div className={classes.change} data-tone={change.tone}>
          <StatusShape shape={change.tone === 'good' ? 'check' : change.tone === 'bad' ? 'alert' : 'bar'} size={11} />
          {change.words}
        </div>
      )}
      {children}
    </div>
  )
}

/** Tiles side by side, as many as fit. */
export function StatRow({ children }: { children: ReactNode }) {
  return <div className={classes.row}>{children}</div>
}

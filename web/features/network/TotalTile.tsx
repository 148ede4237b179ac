import type { ReactNode } from 'react'
import { Meaning } from './Meaning.tsx'
import classes from './Totals.module.css'

interface TotalTileProps {
  label: string
  /** What the figure means and where it comes from. */
  means: string
  value: ReactNode
  /** What it is held against, in words. */
  beside: ReactNode
  children?: ReactNode
}

/** One total: what it is, the figure, what is usual, and a small trend. */
export function TotalTile({ label, means, value, beside, children }: TotalTileProps) {
  return (
    <section className={classes.tile} aria-label={label}>
      <div className={classes.words}>
        <h2 className={classes.label}>
          <Meaning words={means}>{label}</Meaning>
        </h2>
        <p className={classes.line}>
          <span className={classes.value}>{value}</span>
          <span className={classes.beside}>{beside}</span>
        </p>
      </div>
      {children}
    </section>
  )
}

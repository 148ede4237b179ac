import classes from './MiniBar.module.css'
import type { Tone } from './StatusBadge.tsx'

export interface MiniBarPart {
  label: string
  value: number
  tone: Tone | 'accent'
}

export interface MiniBarProps {
  parts: readonly MiniBarPart[]
  /** The bar's full length; the sum of the parts when left out. What is missing stays empty. */
  total?: number
}

/** A slim bar of parts (booked, arrived, done). The figures stand in its label: it never speaks by colour alone. */
export function MiniBar({ parts, total }: MiniBarProps) {
  const whole = Math.max(
    total ?? 0,
    parts.reduce((sum, { value }) => sum + value, 0),
    1,
  )
  const words = parts.map(({ label, value }) => `${label} ${value}`).join(', ')
  return (
    <div className={classes.bar} role="img" aria-label={words} title={words}>
      {parts
        .filter(({ value }) => value > 0)
        .map(({ label, value, tone }) => (
          <div key={label} data-tone={tone} style={{ inlineSize: `${(value / whole) * 100}%` }} />
        ))}
    </div>
  )
}

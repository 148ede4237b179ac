import classes from './Totals.module.css'

interface SparklineProps {
  values: readonly (number | null)[]
  /** What it shows, in words. */
  label: string
}

const step = 7
const height = 26

/** Fourteen slim bars, the last one in the accent: a trend that is read beside its figure, never alone. */
export function Sparkline({ values, label }: SparklineProps) {
  const most = Math.max(1, ...values.map((value) => value ?? 0))
  return (
    <svg
      className={classes.spark}
      viewBox={`0 0 ${values.length * step - 2} ${height}`}
      width={values.length * step - 2}
      height={height}
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      {values.map((value, place) => {
        const tall = Math.max(1.5, ((value ?? 0) / most) * height)
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a place in the row is a day
            key={place}
            data-now={place === values.length - 1 || undefined}
            x={place * step}
            y={height - tall}
            width={step - 2}
            height={tall}
            rx={1}
          />
        )
      })}
    </svg>
  )
}

import { type DateStyle, useFormat } from '../lib/format.ts'

export interface DateTextProps {
  /** An instant (`2026-11-21T04:00:00Z`, shown in the clinic's zone) or a plain date (`2026-11-21`). */
  value: string | null | undefined
  /** `day` 21 Nov 2026 · `short` 21 Nov · `weekday` Sat, 21 Nov · `full` · `month` · `time` 09:00 · `dayTime` */
  style?: DateStyle
}

/** A date with the month in letters; hovering tells all of it. */
export function DateText({ value, style = 'day' }: DateTextProps) {
  const { date, timeZone } = useFormat()
  if (!value) return <span style={{ color: 'var(--ink-faint)' }}>–</span>
  const isInstant = value.length > 10
  const title = isInstant ? `${date(value, 'full')}, ${date(value, 'time')} (${timeZone})` : date(value, 'full')
  return (
    <time dateTime={value} title={title} style={{ whiteSpace: 'nowrap', unicodeBidi: 'isolate' }}>
      {date(value, style)}
    </time>
  )
}

/** `10:30` for 630; midnight at the end of a day is `24:00`. */
export function clockText(minute: number): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}

/** Minutes of the day of what a person typed: `9`, `930`, `9:30`, `9.30`, `9 pm`, `21:30`, `24:00`; null when it is no time. */
export function parseClock(text: string): number | null {
  const match = /^(\d{1,2})[:. ]?(\d{2})?\s*(am|pm)?$/.exec(text.trim().toLowerCase())
  if (!match) return null
  const [, hoursText, minutesText, half] = match
  const minutes = Number(minutesText ?? 0)
  let hours = Number(hoursText)
  if (half && (hours < 1 || hours > 12)) return null
  if (half) hours = (hours % 12) + (half === 'pm' ? 12 : 0)
  const minute = hours * 60 + minutes
  return minutes > 59 || minute > 1440 ? null : minute
}

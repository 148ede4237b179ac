/** A local day of the group's branches (Asia/Karachi), `daysAhead` from today: yyyy-mm-dd. */
export function dayAhead(daysAhead: number): string {
  return new Date(Date.now() + 5 * 3_600_000 + daysAhead * 86_400_000).toISOString().slice(0, 10)
}

/** The instant of a local time of the group's branches, such as `instant(dayAhead(1), '10:30')`. */
export function instant(day: string, time: string): string {
  return new Date(`${day}T${time}:00+05:00`).toISOString().replace('.000Z', 'Z')
}

/** A local day, `daysAhead` from today: yyyy-mm-dd. The group's branches are five hours ahead of UTC (Asia/Karachi). */
export function dayAhead(daysAhead: number, hoursAhead = 5): string {
  return new Date(Date.now() + hoursAhead * 3_600_000 + daysAhead * 86_400_000).toISOString().slice(0, 10)
}

/** The instant of a local time of the group's branches, such as `instant(dayAhead(1), '10:30')`. */
export function instant(day: string, time: string): string {
  return new Date(`${day}T${time}:00+05:00`).toISOString().replace('.000Z', 'Z')
}

/** A zone in which it is past `hour` o'clock now (at most 14), so that today has a morning behind it whenever tests run. */
export function zoneAt(hour: number): { name: string; hoursAhead: number } {
  const hoursAhead = hour - new Date().getUTCHours()
  const within = hoursAhead < -12 ? hoursAhead + 24 : hoursAhead
  // POSIX names count westwards: Etc/GMT-5 is five hours ahead of Greenwich.
  return { name: `Etc/GMT${within > 0 ? '-' : '+'}${Math.abs(within)}`, hoursAhead: within }
}

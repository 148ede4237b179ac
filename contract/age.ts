/** How old somebody is on a day (both yyyy-mm-dd), as people say it: below two years in months, a dose hangs on them. */
export function ageOn(bornOn: string, day: string): { count: number; unit: 'month' | 'year' } {
  const months = monthsBetween(bornOn, day)
  return months < 24 ? { count: months, unit: 'month' } : { count: Math.floor(months / 12), unit: 'year' }
}

function monthsBetween(from: string, to: string): number {
  const [years = 0, months = 0, days = 0] = from.split('-').map(Number)
  const [toYears = 0, toMonths = 0, toDays = 0] = to.split('-').map(Number)
  return Math.max(0, (toYears - years) * 12 + toMonths - months - (toDays < days ? 1 : 0))
}

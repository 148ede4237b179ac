const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/**
 * A birth date as it is typed at a desk, the day first: 11/10/1987, 11.10.87, 11101987, 11 Oct 1987, 1987-10-11.
 * Two-digit years are the latest that are not after `today` (yyyy-mm-dd). Null when it is no date, or still to come.
 */
export function readTypedDate(text: string, today: string): string | null {
  const typed = text.trim().toLowerCase()
  const iso = typed.match(/^(\d{4})\D(\d{1,2})\D(\d{1,2})$/)
  const packed = typed.match(/^(\d\d)(\d\d)(\d{4})$/)
  const parts = typed.match(/^(\d{1,2})[\s./-]+(\d{1,2}|[a-z]{3,9})[\s.,/-]+(\d{4}|\d\d)$/)
  if (iso) return dateOf(iso[1]!, iso[2]!, iso[3]!, today)
  const [, day, month, year] = packed ?? parts ?? []
  return day && month && year ? dateOf(year, month, day, today) : null
}

function dateOf(year: string, month: string, day: string, today: string): string | null {
  const number = /^\d+$/.test(month) ? Number(month) : months.indexOf(month.slice(0, 3)) + 1
  const date = [wholeYear(year, today), number, Number(day)].map((part) => String(part).padStart(2, '0')).join('-')
  const real = new Date(`${date}T00:00:00Z`)
  const exists = !Number.isNaN(real.getTime()) && real.toISOString().slice(0, 10) === date
  return exists && date <= today ? date : null
}

function wholeYear(year: string, today: string): number {
  if (year.length === 4) return Number(year)
  const thisYear = Number(today.slice(0, 4))
  const inThisCentury = thisYear - (thisYear % 100) + Number(year)
  return inThisCentury > thisYear ? inThisCentury - 100 : inThisCentury
}

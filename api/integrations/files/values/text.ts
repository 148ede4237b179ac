/** A value as a sentence quotes it: a cell may hold pages. */
export function quoted(text: string): string {
  const trimmed = text.trim()
  return trimmed.length > 60 ? `${trimmed.slice(0, 60).toWellFormed()}…` : trimmed
}

const ZEROS = [0x0660, 0x06f0, 0x0966]

/** The same text with the digits 0 to 9, whatever script they were written in: ۰۳۰۰ is 0300, and १९९० is 1990. */
export function plainDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g, (digit) => {
    const code = digit.charCodeAt(0)
    return String(code - ZEROS.findLast((zero) => zero <= code)!)
  })
}

/** The fiscal year a local day belongs to, named by the year it starts in. */
export function fiscalYearOf(day: string, startsMonth: number): number {
  const [year, month] = day.split('-').map(Number) as [number, number]
  return month >= startsMonth ? year : year - 1
}

const kindLetters = { invoice: 'INV', receipt: 'REC' } as const

/** `GUL-INV-2026-000123`: clinic, kind, fiscal year, a number without gaps. */
export function documentNumber(
  clinicCode: string,
  kind: keyof typeof kindLetters,
  fiscalYear: number,
  number: number,
): string {
  return `${clinicCode}-${kindLetters[kind]}-${fiscalYear}-${String(number).padStart(6, '0')}`
}

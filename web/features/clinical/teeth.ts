import { ageOn } from '#contract/age.ts'

/** The mouth as the dentist sees it: the patient's right is on the left. Upper row, lower row; FDI numbers. */
export const adultTeeth = [row(1, 2, 8), row(4, 3, 8)]
export const milkTeeth = [row(5, 6, 5), row(8, 7, 5)]

function row(right: number, left: number, count: number): string[] {
  const places = Array.from({ length: count }, (_, place) => place + 1)
  return [...places.toReversed().map((place) => `${right}${place}`), ...places.map((place) => `${left}${place}`)]
}

/** The tooth that an arrow key goes to from this one, or null at the edge. */
export function neighbour(rows: readonly (readonly string[])[], tooth: string, key: string): string | null {
  const line = rows.findIndex((one) => one.includes(tooth))
  if (line < 0) return null
  const place = rows[line]!.indexOf(tooth)
  if (key === 'ArrowLeft') return rows[line]![place - 1] ?? null
  if (key === 'ArrowRight') return rows[line]![place + 1] ?? null
  if (key === 'ArrowUp') return rows[line - 1]?.[place] ?? null
  if (key === 'ArrowDown') return rows[line + 1]?.[place] ?? null
  return null
}

/** Below six the first adult tooth has not come yet. Without a date of birth: an adult's. */
export function hasMilkTeeth(bornOn: string | null, today: string): boolean {
  if (!bornOn) return false
  const { count, unit } = ageOn(bornOn, today)
  return unit === 'month' || count < 6
}

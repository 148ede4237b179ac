import type { Draft } from './draft.ts'
import type { Typed } from './typed.ts'

/** Something that a visit about to be finished seems to lack. */
export type Gap =
  | { kind: 'doseAndDays' | 'dose' | 'days'; medicine: string }
  | { kind: 'typed'; box: string; text: string }

/** A dose that counts (`1-0-1`) needs its days; a sentence ("half a tablet when it hurts") says what it means. */
const counts = (dose: string) => !/\p{L}/u.test(dose)

/** The prescription's lines, then what was typed and never added. */
export function gapsOf({ prescription }: Pick<Draft, 'prescription'>, typed: Typed): Gap[] {
  return [
    ...prescription.flatMap(({ medicine, dose, days }): Gap[] => {
      if (dose.trim() === '') return [{ kind: days === null ? 'doseAndDays' : 'dose', medicine }]
      return days === null && counts(dose) ? [{ kind: 'days', medicine }] : []
    }),
    ...Object.entries(typed).flatMap(([box, text]): Gap[] => (text ? [{ kind: 'typed', box, text }] : [])),
  ]
}

/** Whether this one, or a larger one at the same place, was told. */
export function isTold(told: readonly Gap[], gap: Gap): boolean {
  return told.some((one) => placeOf(one) === placeOf(gap))
}
const placeOf = (gap: Gap) => (gap.kind === 'typed' ? `+ ${gap.box}` : gap.medicine)

import type { recordVitals, Vitals } from '#contract/encounters.ts'
import type { Call } from '#contract/endpoint.ts'

/** One measurement as it is read and typed: `scale` is how many stored units make one shown unit. */
export interface Measure {
  key: Exclude<keyof Vitals, 'id' | 'note' | 'measuredAt' | 'measuredBy'>
  label: 'systolic' | 'diastolic' | 'pulse' | 'temperature' | 'spo2' | 'weight' | 'glucose'
  unit: string
  scale: number
  decimals: number
  min: number
  max: number
  /** Outside of it the value stands out; adults at rest. */
  usual: readonly [number, number] | null
}

export const measures: readonly Measure[] = [
  { key: 'systolicMmhg', label: 'systolic', unit: 'mmHg', scale: 1, decimals: 0, min: 40, max: 300, usual: [90, 140] },
  { key: 'diastolicMmhg', label: 'diastolic', unit: 'mmHg', scale: 1, decimals: 0, min: 20, max: 200, usual: [50, 90] },
  { key: 'pulsePerMinute', label: 'pulse', unit: '/min', scale: 1, decimals: 0, min: 20, max: 300, usual: [50, 100] },
  {
    key: 'temperatureTenthsCelsius',
    label: 'temperature',
    unit: '°C',
    scale: 10,
    decimals: 1,
    min: 30,
    max: 45,
    usual: [35.5, 37.8],
  },
  { key: 'spo2Percent', label: 'spo2', unit: '%', scale: 1, decimals: 0, min: 50, max: 100, usual: [94, 100] },
  { key: 'weightGrams', label: 'weight', unit: 'kg', scale: 1000, decimals: 1, min: 0.3, max: 400, usual: null },
  { key: 'glucoseMgDl', label: 'glucose', unit: 'mg/dl', scale: 1, decimals: 0, min: 10, max: 1500, usual: [70, 180] },
]

/** What the form holds: numbers in shown units, empty text where nothing was typed. */
export type VitalsForm = Record<Measure['key'], number | ''> & { note: string }
export const emptyVitals: VitalsForm = {
  systolicMmhg: '',
  diastolicMmhg: '',
  pulsePerMinute: '',
  temperatureTenthsCelsius: '',
  spo2Percent: '',
  weightGrams: '',
  glucoseMgDl: '',
  note: '',
}

/** Shown units to stored ones; what was left empty is left out. */
export function measured(form: VitalsForm): Omit<Call<typeof recordVitals>, 'clinicId' | 'appointmentId'> {
  const given = measures.flatMap(({ key, scale }) => {
    const value = form[key]
    return typeof value === 'number' ? [[key, Math.round(value * scale)] as const] : []
  })
  return { ...Object.fromEntries(given), ...(form.note.trim() ? { note: form.note.trim() } : {}) }
}

/** Values that no device shows, by field: told rather than bent to what is allowed (98.6 °F is not 45 °C). */
export function outOfRange(form: VitalsForm): Measure[] {
  return measures.filter(({ key, min, max }) => typeof form[key] === 'number' && (form[key] < min || form[key] > max))
}

export interface ShownVital {
  label: Measure['label'] | 'pressure'
  text: string
  unit: string
  isUnusual: boolean
}

/** The line of values that were measured, blood pressure as one. */
export function shownVitals(vitals: Vitals): ShownVital[] {
  const { systolicMmhg, diastolicMmhg } = vitals
  const one = ({ key, label, unit, scale, decimals, usual }: Measure): ShownVital[] => {
    const stored = vitals[key]
    if (stored === null) return []
    const value = stored / scale
    return [
      {
        label,
        text: value.toFixed(decimals),
        unit,
        isUnusual: usual !== null && (value < usual[0] || value > usual[1]),
      },
    ]
  }
  const [high, low, ...rest] = measures
  const pressure = [...one(high!), ...one(low!)]
  const joined: ShownVital[] =
    pressure.length === 2
      ? [
          {
            label: 'pressure',
            text: `${systolicMmhg}/${diastolicMmhg}`,
            unit: 'mmHg',
            isUnusual: pressure.some(({ isUnusual }) => isUnusual),
          },
        ]
      : []
  return [...joined, ...rest.flatMap(one)]
}

import type { DoctorSession } from '#contract/schedule.ts'

export type SessionValues = Pick<DoctorSession, 'weekday' | 'startsMinute' | 'endsMinute' | 'validFrom' | 'validTo'>

export function newSession(weekday: number): SessionValues {
  return { weekday, startsMinute: 540, endsMinute: 780, validFrom: null, validTo: null }
}

export function valuesOf({ weekday, startsMinute, endsMinute, validFrom, validTo }: DoctorSession): SessionValues {
  return { weekday, startsMinute, endsMinute, validFrom, validTo }
}

import type { Clinic, snapIntervals } from '#contract/clinics.ts'

/** The fields of the branch's page; the letterhead's stand among them. */
export interface BranchValues {
  name: string
  address: string
  phone: string
  email: string
  snapMinutes: (typeof snapIntervals)[number]
  tagline: string
  taxNumber: string
  footer: string
}

export function valuesOf({ name, address, phone, email, snapMinutes, letterhead }: Clinic): BranchValues {
  return {
    name,
    address,
    phone: phone ?? '',
    email: email ?? '',
    snapMinutes: snapMinutes as BranchValues['snapMinutes'],
    ...letterhead,
  }
}

/** What to send of what was touched. The letterhead goes as a whole: the API knows it as one thing. */
export function inputOf(changes: Partial<BranchValues>, { tagline, taxNumber, footer }: BranchValues) {
  const { tagline: a, taxNumber: b, footer: c, phone, email, ...rest } = changes
  const letterheadTouched = [a, b, c].some((part) => part !== undefined)
  return {
    ...rest,
    ...(phone === undefined ? {} : { phone: phone.trim() || null }),
    ...(email === undefined ? {} : { email: email.trim() || null }),
    ...(letterheadTouched ? { letterhead: { tagline, taxNumber, footer } } : {}),
  }
}

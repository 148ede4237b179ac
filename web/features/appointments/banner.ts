import type { Patient } from '#contract/patients.ts'
import type { BannerPatient } from '#web/shared/PatientBanner.tsx'

/** A patient's record as the banner shows it. */
export function bannerOf({ fullName, number, sex, bornOn, phone, alerts, dueMinor }: Patient): BannerPatient {
  const labels = (kind: Patient['alerts'][number]['kind']) =>
    alerts.filter((alert) => alert.kind === kind).map(({ label }) => label)
  return {
    fullName,
    number,
    sex,
    bornOn,
    phone,
    allergies: labels('allergy'),
    alerts: labels('alert'),
    balanceMinor: dueMinor,
  }
}

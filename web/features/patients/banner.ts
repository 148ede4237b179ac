import type { Patient } from '#contract/patients.ts'
import type { BannerPatient } from '#web/shared/PatientBanner.tsx'

/** A patient's record as the banner shows it; the balance only for those who may see money. */
export function bannerOf(patient: Patient, seesMoney: boolean): BannerPatient {
  const { fullName, number, sex, bornOn, phone, alerts, fields, dueMinor } = patient
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
    toComplete: fields
      .filter(({ required, retired, value }) => required && !retired && value === null)
      .map(({ label }) => label),
    ...(seesMoney && { balanceMinor: dueMinor }),
  }
}

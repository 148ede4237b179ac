import type { Patient } from '#contract/patients.ts'
import type { BannerPatient } from './PatientBanner.tsx'
import { useCan } from './place.ts'

type Known = Pick<Patient, 'fullName' | 'number' | 'sex' | 'bornOn' | 'phone' | 'dueMinor'> & {
  alerts: readonly Pick<Patient['alerts'][number], 'kind' | 'label'>[]
  fields?: Patient['fields']
}

/** A patient's record as the banner shows it; what is owed only for whom the patient's account is open. */
export function useBannerOf(): (patient: Known) => BannerPatient {
  const seesMoney = useCan('invoices.read')
  return ({ fullName, number, sex, bornOn, phone, alerts, fields = [], dueMinor }) => {
    const labels = (kind: 'allergy' | 'alert') =>
      alerts.filter((alert) => alert.kind === kind).map(({ label }) => label)
    const toComplete = fields.filter(({ required, retired, value }) => required && !retired && value === null)
    return {
      fullName,
      number,
      sex,
      bornOn,
      phone,
      allergies: labels('allergy'),
      alerts: labels('alert'),
      toComplete: toComplete.map(({ label }) => label),
      ...(seesMoney && { balanceMinor: dueMinor }),
    }
  }
}

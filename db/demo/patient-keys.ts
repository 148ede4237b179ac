import { patientKeys } from '#api/modules/patients/search-keys.ts'
import type { SamplePatient } from './patients.ts'
import type { PlannedBranch } from './plan.ts'

/** The words under which a patient is found and compared, as registration stores them (hashed) in `patients.keys`. */
export function keyWords(patient: SamplePatient, branch: PlannedBranch): string[] {
  const { given, family, bornOn, phone, sex, address } = patient
  return patientKeys({ fullName: `${given} ${family}`, bornOn, phone, sex, address, city: branch.city.name })
}

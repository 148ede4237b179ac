import { duplicateKeys } from '#api/modules/patients/duplicate-keys.ts'
import { searchKeys } from '#api/modules/patients/search-text.ts'
import { patientNumber } from './numbers.ts'
import type { SamplePatient } from './patients.ts'
import type { PlannedBranch } from './plan.ts'

/** The words under which a patient is found and compared, as registration stores them (hashed) in `patients.keys`. */
export function keyWords(patient: SamplePatient, branch: PlannedBranch): string[] {
  const fullName = `${patient.given} ${patient.family}`
  const search = searchKeys({ fullName, phone: patient.phone, number: patientNumber(branch, patient.number) })
  const address = { address: patient.address, city: branch.city.name }
  return [
    ...search.split(' '),
    ...duplicateKeys({ fullName, bornOn: patient.bornOn, phone: patient.phone, sex: patient.sex, ...address }),
  ]
}

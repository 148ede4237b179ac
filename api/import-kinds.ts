import { visitKind } from './modules/appointments/import/visit-kind.ts'
import { patientKind } from './modules/patients/import/patient-kind.ts'

/** What can be imported. Patients may not know of appointments, so the two meet here. */
export const importKinds = [patientKind, visitKind]

export { registerPatientRow } from './register-row.ts'

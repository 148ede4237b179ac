export { addClinicRows, type NewClinic } from './add-clinics.ts'
export { askedHere, fieldsQuery } from './fields/queries.ts'
export { logoBytes, printedDate, printedLetterhead } from './printed.ts'
export { getLetterhead, type LetterheadSnapshot, letterheadJson } from './queries.ts'

export { type ColumnGuess, guessColumns, type ImportField } from './columns.ts'
export { readTable } from './read-table.ts'
export { type Table, type TableRow, takeRows } from './table.ts'
export { findMIsFemale, readSex, readYesNo, type Sex } from './values/choices.ts'
export {
  countValues,
  type DateOrder,
  type Moment,
  type OrderFound,
  type Read,
  readBirthDate,
  readMoment,
  readTime,
} from './values/dates.ts'
export { readIdentifier, readWhole, shortened } from './values/numbers.ts'
export { type PhoneRead, readPhone, toE164 } from './values/phones.ts'
export { plainDigits } from './values/text.ts'
export { contentTypes, csvBytes, harmless, writeCsv, writeXlsx } from './write-table.ts'

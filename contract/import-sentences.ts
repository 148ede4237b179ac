import { sentenceBook } from './sentence-book.ts'

/**
 * What an import says about a file, its rows and itself. The server writes these sentences (a refused row keeps its own,
 * in the file of refused rows too); a screen in another language knows them again by their words and says them its way.
 */
export const importSentences = {
  rowRefused: 'Row {{row}} cannot be imported.',
  noName: 'This row has no name. A patient needs at least one.',
  nameTooLong: 'The name is longer than 200 characters.',
  cellsTooMany:
    'This row has {{cells}} cells, the header has {{columns}}. A value may contain the separator without quotation marks.',
  cellsTooFew: 'This row has {{cells}} cells, the header has {{columns}}. Its end may be missing.',
  headerAgain: 'This row repeats the names of the columns.',
  cellAlone: 'This row has 1 cell, the header has {{columns}}. Its end may be missing.',

  notADate: '"{{text}}" is not a date we can read.',
  noSuchYear: '"{{text}}" is not a date: a year {{year}} cannot be meant.',
  noSuchMonth: '"{{text}}" is not a date: there is no month {{month}}.',
  noSuchDay: '"{{text}}" is not a date: {{month}} has no day {{day}}.',
  unreadableTime: '"{{text}}" has a time we cannot read.',
  notATime: '"{{text}}" is not a time of day.',
  bornInFuture: 'The birth date "{{text}}" is in the future.',
  bornTooLongAgo: 'The birth date "{{text}}" is more than 130 years ago.',
  bornMissing: 'The birth date is missing; it can be added at the next visit.',
  leftEmpty: 'It is left empty.',
  registeredLeftEmpty: 'The day of registration is left empty.',
  nationalIdLeftEmpty: 'The national id is left empty.',
  numberLeftEmpty: 'The patient number is left empty.',
  unknownSex: '"{{text}}" is not a sex we know; it is left as unknown.',
  notYesOrNo: '"{{text}}" is neither yes nor no.',
  phoneShortened:
    'The phone number "{{text}}" has lost digits to a spreadsheet: {{kept}} of {{digits}} are left, so it is left empty. Ask the patient for it.',
  notAPhone: '"{{text}}" is not a phone number we can dial; it is kept as written.',
  tooManyPhones: 'More than two phone numbers: {{numbers}} would not fit.',
  shortened: '"{{text}}" has lost digits to a spreadsheet: {{kept}} of {{digits}} are left.',
  notWhole: '"{{text}}" is not a whole number from {{least}} to {{most}}.',
  cutOff: '"{{text}} …" is longer than {{most}} characters; the rest is left out.',
  tooLong: '"{{text}}" is too long here; it is left empty.',
  notAnEmail: '"{{text}}" is not an e-mail address; it is left empty.',

  fieldMissing: '“{{field}}” is required and missing; it can be completed later.',
  fieldTooLong: '"{{text}}" is too long for “{{field}}”; it is left empty.',
  fieldNoNumber: '"{{text}}" is no number for “{{field}}”; it is left empty.',
  fieldNoDay: '"{{text}}" is no day for “{{field}}”; it is left empty.',
  fieldNoChoice: '"{{text}}" is none of the choices of “{{field}}”; it is left empty.',
  fieldNoColumn:
    '“{{field}}” is required here and no column is taken for it: these patients are shown as to be completed.',

  noDay: 'This row has no appointment day.',
  noPatient: 'This row does not say who the patient is: it has no number, name or phone.',
  cameLeftOpen: 'Whether the patient came is left open.',
  unknownState: '"{{text}}" is not a state we know; it is left open.',
  noSuchDoctor: 'There is no doctor called "{{doctor}}" at {{branch}}; the appointment names none.',
  doctorTaken: '{{doctor}} has something else at that time.',
  noBranch: 'This row does not name a branch.',
  otherBranch: 'This row is for "{{branch}}", not for {{here}}. Import it there, or leave the column out.',
  noSuchBranch: 'There is no branch called "{{branch}}". Let the import make the missing branches.',

  dates: 'Dates:',
  dayFirst: 'Read as day/month/year: some days are above 12.',
  monthFirst: 'Read as month/day/year: some days are above 12.',
  eitherFirst: 'These dates can be day/month or month/day. Choose which.',
  bothFirst:
    '{{days}} dates of this column can only be day/month and {{months}} only month/day. Choose one; the others will be reported row by row.',
  mIsFemale: 'M is read as female (mulher, mujer): the column also has H, and never F.',
  dayOnly: 'This list gives the day of each appointment and no time; the time is left open.',
  longFile: 'The file is long: after 25,000 rows, duplicates within it are looked for when it is imported, not here.',
  glanced: 'The file is long: its first {{rows}} rows were looked at here, the others will be when they are imported.',
  encoding:
    'The letters of this file were saved in an older way ({{encoding}}). Look below whether names are spelled right.',
  sheets: 'The workbook has {{sheets}} sheets; "{{sheet}}" is read, the others are not.',
  titleAbove: 'Above the names of the columns stands a title, which is not imported: "{{text}}".',
  headless:
    'The first row holds no names of columns but a row of the list; it is imported like the others. Say below what each column means.',
  noRows: 'The file has a header and no rows under it.',
  chooseBranch: 'A patient list goes into one branch. Open that branch and import it there.',
  chooseName: 'No column is taken for a name. Choose which one it is.',
  chooseDay: 'No column is taken for the day of the appointment. Choose which one it is.',
  choosePatient: 'No column says who the patient is: choose the one with the number, the name or the phone.',
  chooseBranchColumn: 'No column is taken for the branch. Choose which one it is.',
  interrupted: 'The import was interrupted. It goes on by itself where it stopped.',
  gaveUp: 'The import was interrupted. Start it again: it goes on where it stopped.',
  undoGaveUp: 'Taking it back was interrupted several times. Take it back again: it goes on where it stopped.',

  changedSince: 'It was changed since the import.',
  archivedSince: 'It was archived since the import.',
  branchInUse: 'It is in use: people, patients or appointments belong to it.',
  newerBelongs: 'Something newer belongs to it: a visit, an appointment, an invoice or a change of its state.',

  numbersShortened:
    '{{rows}} of {{all}} rows have a patient number that lost digits to a spreadsheet (such as 2.98725E+13), so it cannot prove who somebody is.',
  numbersTogether:
    'Within one clinic, visits with the same shortened number, the same sex and the same age (give or take a year) are put together as one patient marked "identity uncertain"; all others become patients of their own, and none is matched with another clinic or with patients already registered.',
  numbersContradict:
    'Of these numbers, {{numbers}} stood for people of different sex or age within one clinic; they were kept apart.',
  numbersCollide:
    'In the whole file, {{numbers}} stood for people of different sex or age, which shows that the loss is real.',
  numbersAcross: 'In more than one clinic appeared {{numbers}}; they stay separate patients.',
  numbersAdvice: 'Import the original file, with the numbers stored as text, to be sure.',

  emptyFile: 'This file is empty.',
  noHeader: 'This file is empty: it has no header row.',
  oldBook:
    'This is an old Excel file (.xls) or one with a password. Save it as .xlsx or CSV without a password and try again.',
  isPdf: 'This is a PDF. Export the list as CSV or Excel and try again.',
  isWebPage:
    "This is a web page saved under a spreadsheet's name. Open it in a spreadsheet program, save it as .xlsx and try again.",
  isPicture: 'This is a picture. Export the list as CSV or Excel and try again.',
  notText: 'This file is not text. Export the list as CSV or Excel and try again.',
  hopelessBook: 'This workbook is too large or too broken to be read. Save the sheet as CSV and try again.',
  noSuchSheet: 'There is no sheet named "{{sheet}}" in this workbook. It has: {{sheets}}.',
  tooLarge: 'This file is larger than 50 MB. Split it and import the parts one after the other.',
  tooManyColumns: 'This file has more than {{most}} columns.',
  tooManyRows: 'This file has more than {{most}} rows. Split it and import the parts one after the other.',
  tooManyLines: 'This file has more than {{most}} lines. Remove the empty ones and try again.',
  quoteLeftOpen:
    'After row {{row}} a quotation mark is opened and never closed, so the rest cannot be told apart. Correct that row and try again.',
  emptySheet: 'The sheet "{{sheet}}" is empty: it has no header row.',
  sheetTooLong: 'The sheet "{{sheet}}" has more than {{most}} rows.',
  unreadableBook:
    'This workbook cannot be read. Open it in a spreadsheet program, save it again as .xlsx and try once more.',
  damagedBook: 'This workbook is damaged. Open it in a spreadsheet program, save it again as .xlsx and try once more.',
  unfoldingBook:
    'This workbook unfolds to far more than its size. Save only the sheet to import, as CSV, and try again.',
  otherColumns: 'The file has {{columns}} columns, and {{answered}} were answered.',
  fieldTwice: '{{columns}} columns are taken for {{field}}. Choose one.',
  /** Who or what a row may be. */
  personInRow: '{{who}} (row {{row}} of this file)',
  rowOfFile: 'row {{row}} of this file',
  visitWithNumber: 'appointment {{number}} ({{day}})',
  visitThere: 'the appointment of that patient ({{day}})',
  /** In the list of reasons beside a proposal. */
  othersNumber: 'number {{number}} belongs to somebody of another name here',
} as const

export type ImportSentenceCode = keyof typeof importSentences

const book = sentenceBook(importSentences)

/** A sentence of the import in English. */
export const say = book.say
/** Takes apart what `say` has put together. */
export const readSaid = book.read

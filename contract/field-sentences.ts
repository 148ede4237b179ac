import { sentenceBook } from './sentence-book.ts'

/** What the server says beside a field, or of a clinic's own fields; screens in another language say it their way. */
export const fieldSentences = {
  needed: 'This is needed.',
  odd: 'This does not look right.',
  unreadable: 'This cannot be read.',
  unknown: 'This field is not known here.',
  notAChoice: 'This is not one of the choices.',
  notAnEmail: 'This is not an e-mail address.',
  notAPhone: 'This is not a phone number.',
  notADate: 'This is not a date of the calendar. A date looks like 2026-11-21.',
  notAMoment: 'This is not a date with a time.',
  text: 'This must be a text.',
  number: 'This must be a number.',
  whole: 'This must be a whole number.',
  yesNo: 'This must be yes or no.',
  list: 'This must be a list.',
  steps: 'This goes in steps of {{step}}.',
  fewCharacters: 'This must have at least {{count}} characters.',
  manyCharacters: 'This must have at most {{count}} characters.',
  few: 'There must be at least {{count}} of these.',
  many: 'There must be at most {{count}} of these.',
  small: 'This must be at least {{count}}.',
  large: 'This must be at most {{count}}.',

  // what belongs together
  vitalsNone: 'Enter at least one measurement.',
  pressureTwo: 'Blood pressure has two numbers.',
  pressureOrder: 'The lower number must be below the upper one.',
  discountAbovePrice: 'The discount is more than the price.',
  hoursOrder: 'Closing time must come after opening time.',
  hoursOverlap: 'Two stretches of the same day overlap.',
  contactSignsNotIn: 'A contact has no sign-in.',
  contactIsDoctor: 'A contact is a visiting doctor and has no other role.',
  roleMissing: 'Choose at least one role.',
  inviteNeedsAddress: 'An invitation needs an e-mail address.',
  invitedByAddress: 'Who is invited signs in with the address.',
  oneOfTwoNames: 'Give a username or an e-mail address, one of the two.',
  notATimeZone: 'This is not a time zone, such as Asia/Karachi.',
  tooFarAway: 'This date is too far away.',
  wholeMinute: 'A visit starts on a whole minute.',
  oddCharacter: 'This has a character that cannot be kept.',

  // the clinic's own fields
  answerNotAsked: 'This field is not asked here.',
  answerRequired: '“{{field}}” is required here. Please fill it in.',
  answerText: '“{{field}}” is a text.',
  answerNumber: '“{{field}}” is a number.',
  answerDay: '“{{field}}” is a day, such as 2026-03-31.',
  answerChoice: 'That cannot be chosen for “{{field}}”.',
  choicesOnly: 'Only a field of the kind “choice” has choices.',
  choicesMissing: 'A field with choices needs at least one that can be chosen.',
  choiceTwice: '“{{choice}}” stands in the list twice.',
  kindStaysOne: '“{{field}}” keeps its kind: one patient has an answer to it. Retire it, and add a new field.',
  kindStays: '“{{field}}” keeps its kind: {{count}} patients have an answer to it. Retire it, and add a new field.',
  choiceStaysOne: '“{{choice}}” stays: one patient has it. Retire it instead, and it is no longer offered.',
  choiceStays: '“{{choice}}” stays: {{count}} patients have it. Retire it instead, and it is no longer offered.',

  // filters and exports
  filterChoice: 'That is none of the choices of “{{field}}”.',
  filterEnds: '“{{field}}” is looked for by two ends, from and to.',
  filterNoEnds: '“{{field}}” has no beginning and end.',
  workbookFull:
    'These are {{rows}} patients, and a workbook holds {{most}} here. Take CSV instead: it has no such limit.',
} as const

const book = sentenceBook(fieldSentences)

export const sayField = book.say
export const readField = book.read

import type { Template } from '../letter.ts'

/** A visiting doctor without a sign-in hears of a booking. The patient stands there by her number alone: mail is read by others too. */
export const visitingBooking: Template<{
  name: string
  branch: string
  when: string
  minutes: number
  patientNumber: string
  service: string
}> = {
  en: ({ name, branch, when, minutes, patientNumber, service }) => ({
    subject: `Booked at ${branch}: ${when}`,
    lines: [
      `Hello ${name},`,
      `A patient was booked for you at ${branch}:`,
      `${when}, ${minutes} minutes\n${[service, `patient ${patientNumber}`].filter(Boolean).join(', ')}`,
    ],
    note: 'Ask the branch if the time does not suit you.',
  }),
  ur: ({ name, branch, when, minutes, patientNumber, service }) => ({
    subject: `${branch} میں بکنگ: ${when}`,
    lines: [
      `السلام علیکم ${name}،`,
      `${branch} میں آپ کے لیے ایک مریض بک ہوا ہے:`,
      `${when}، ${minutes} منٹ\n${[service, `مریض ${patientNumber}`].filter(Boolean).join('، ')}`,
    ],
    note: 'اگر وقت مناسب نہ ہو تو شاخ سے رابطہ کریں۔',
  }),
}

/**
 * What a document is made from: plain text, already formatted for the reader. Money comes with its currency and
 * separators, dates in the clinic's own time zone, phone numbers masked. Nothing here is looked up or calculated.
 */
type Sheet = {
  letterhead: Letterhead
  /** BCP 47, such as `en-PK`, `ur-PK`, `hi-IN`: the language of the headings, the side the page begins on, the script style. */
  locale: string
  /** Default: `a5` for receipts and prescriptions, `a4` for invoices and tables. */
  paper?: 'a4' | 'a5'
}

export type Letterhead = {
  clinicName: string
  organizationName?: string
  address?: string
  phone?: string
  email?: string
  taxNumber?: string
  /** PNG, JPEG or SVG. An unreadable one is left off rather than costing the document. */
  logo?: Uint8Array
  /** `#rrggbb`. A pale one is darkened until it reads on paper. */
  color?: string
  footer?: string
}

type Patient = { name: string; number?: string; phone?: string; age?: string; sex?: string }

export type ReceiptData = Sheet & {
  number: string
  date: string
  patient: Patient
  lines?: { description: string; amount: string }[]
  allocations?: { invoiceNumber: string; amount: string }[]
  amount: string
  method: string
  reference?: string
  balance?: string
  receivedBy?: string
  note?: string
}

export type InvoiceData = Sheet & {
  number: string
  date: string
  dueDate?: string
  patient: Patient
  doctorName?: string
  lines: InvoiceLine[]
  subtotal?: string
  discount?: string
  taxes?: { label: string; amount: string }[]
  total: string
  paid?: string
  balance?: string
  note?: string
}
type InvoiceLine = {
  description: string
  tooth?: string
  quantity: string
  unit: string
  discount?: string
  amount: string
}

export type PrescriptionData = Sheet & {
  number?: string
  date: string
  doctor: { name: string; qualification?: string; registrationNumber?: string }
  patient: Patient
  /** None known: leave it out or empty; the line is then printed for the pen. */
  allergies?: string
  diagnosis?: string
  lines: { medicine: string; dose?: string; route?: string; days?: string; advice?: string }[]
  advice?: string
  followUp?: string
}

/** A slip for an 80 mm roll: as long as its text. */
export type TokenData = Omit<Sheet, 'paper'> & {
  token: string
  date: string
  time?: string
  patientName?: string
  doctorName?: string
  room?: string
  service?: string
  ahead?: string
}

/** What is known of a patient, to be looked over and completed by hand: an empty `value` leaves a line for the pen. */
export type PatientSheetData = Sheet & {
  date: string
  patient: Patient & { number: string }
  /** None known: a line is printed for the pen. */
  allergies?: string
  details: { label: string; value?: string }[]
  /** The clinic's own fields. */
  fields: { label: string; value?: string }[]
  notes?: string
}

import type { InvoiceData, Letterhead, PrescriptionData, ReceiptData, TokenData } from './types.ts'

export const logo = (color: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4" fill="${color}"/></svg>`,
  )

export const letterhead: Letterhead = {
  clinicName: 'DentoCare Gulberg',
  organizationName: 'DentoCare Dental Group',
  address: '14-B Main Boulevard, Gulberg III, Lahore',
  phone: '+92 42 3577 1234',
  email: 'gulberg@dentocare.example',
  taxNumber: 'NTN 4512345-6',
  color: '#0f766e',
  logo: logo('#0f766e'),
  footer: 'Questions: call the front desk.',
}

export const receipt: ReceiptData = {
  letterhead,
  locale: 'en-PK',
  number: 'GUL-R-2026-001482',
  date: '21 November 2026, 14:32',
  patient: { name: 'محمد احمد خان', number: 'GUL-10482', phone: '+92 300 •••• 567' },
  allocations: [{ invoiceNumber: 'GUL-I-2026-002911', amount: 'PKR 12,000.00' }],
  amount: 'PKR 12,500.00',
  method: 'Cash',
  balance: 'PKR 31,500.00',
  receivedBy: 'Sana Iqbal',
}

export const invoice: InvoiceData = {
  letterhead,
  locale: 'hi-IN',
  number: 'GUL-I-2026-002911',
  date: '21 November 2026',
  patient: { name: 'श्रीमती राधिका कृष्णन', number: 'GUL-10482' },
  lines: [
    { description: 'Root canal treatment', tooth: '36', quantity: '1', unit: '₹ 18,000.00', amount: '₹ 18,000.00' },
  ],
  taxes: [{ label: 'GST 5 %', amount: '₹ 900.00' }],
  total: '₹ 18,900.00',
  balance: '₹ 18,900.00',
}

export const prescription: PrescriptionData = {
  letterhead,
  locale: 'en-PK',
  date: '21 November 2026',
  doctor: { name: 'Dr. Ayesha Siddiqui', qualification: 'BDS, FCPS', registrationNumber: 'PMDC 21345-D' },
  patient: { name: 'Łukasz Żółć', age: '42 years', sex: 'male', number: 'GUL-10482' },
  allergies: 'Penicillin (rash)',
  diagnosis: 'K04.0 Irreversible pulpitis',
  lines: [
    { medicine: 'Ibuprofen 400 mg', dose: '1-0-1', route: 'by mouth', days: '3', advice: 'Panadol کے ساتھ نہ لیں' },
  ],
  followUp: 'Saturday, 28 November 2026',
}

export const token: TokenData = {
  letterhead,
  locale: 'en-PK',
  token: 'A-17',
  date: '21 November 2026',
  patientName: 'Ali',
  room: '3',
}

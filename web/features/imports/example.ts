import type { ImportKind } from '#contract/imports.ts'

const examples = {
  patients: `Patient name,Date of birth,Sex,Mobile,Father's name,Address,City,Old number,Allergies
Ayesha Malik,05 Mar 1990,F,0300 1234567,Tariq Malik,"House 12, Model Town",Lahore,1041,Penicillin
Muhammad Bilal,17 Nov 1984,M,0321 7654321,,"Street 9, Gulberg",Lahore,1042,
`,
  appointments: `Patient name,Mobile,Date,Time,Doctor,Service,Minutes,Status
Ayesha Malik,0300 1234567,05 Dec 2026,10:30,Dr Sana Malik,Consultation,30,Booked
Muhammad Bilal,0321 7654321,06 Dec 2026,17:15,Dr Sana Malik,Scaling,45,Booked
`,
  network: `Branch,Patient name,Mobile,Date,Time,Doctor,Status
Gulberg,Ayesha Malik,0300 1234567,05 Dec 2026,10:30,Dr Sana Malik,Booked
North,Muhammad Bilal,0321 7654321,06 Dec 2026,17:15,Dr Nadia Khan,Booked
`,
}

/** Saves a small list that would be imported as it is; Excel opens it with its letters whole. */
export function saveExample(kind: ImportKind, atHq: boolean): void {
  const blob = new Blob(['\ufeff', examples[atHq ? 'network' : kind]], { type: 'text/csv' })
  const href = URL.createObjectURL(blob)
  Object.assign(document.createElement('a'), { href, download: `${kind}-example.csv` }).click()
  setTimeout(() => URL.revokeObjectURL(href), 10_000)
}

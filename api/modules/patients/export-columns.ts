import type { PatientField } from '#contract/fields.ts'

export interface ExportedPatient {
  id: string
  number: string
  fullName: string
  bornOn: string | null
  sex: string
  phone: string | null
  secondPhone: string | null
  email: string | null
  nationalId: string | null
  guardian: string | null
  address: string
  city: string
  tags: string[]
  notes: string
  externalRef: string | null
  archivedAt: string | null
  registeredOn: string
  allergies: string[]
  /** By the id of the field. */
  answers: Record<string, string>
}

// The headings are those that an import knows: what goes out of one branch can come into another.
const columns: [heading: string, cell: (patient: ExportedPatient) => string | null][] = [
  ['Patient number', ({ number }) => number],
  ['Full name', ({ fullName }) => fullName],
  ['Date of birth', ({ bornOn }) => bornOn],
  ['Sex', ({ sex }) => (sex === 'unknown' ? '' : sex)],
  ['Phone', ({ phone }) => phone],
  ['Second phone', ({ secondPhone }) => secondPhone],
  ['E-mail', ({ email }) => email],
  ['National id', ({ nationalId }) => nationalId],
  ['Guardian', ({ guardian }) => guardian],
  ['Address', ({ address }) => address],
  ['City', ({ city }) => city],
  ['Allergies', ({ allergies }) => allergies.join('; ')],
  ['Tags', ({ tags }) => tags.join('; ')],
  ['Notes', ({ notes }) => notes],
  ['Registered on', ({ registeredOn }) => registeredOn],
  ['Number in the old system', ({ externalRef }) => externalRef],
  ['Archived on', ({ archivedAt }) => archivedAt?.slice(0, 10) ?? ''],
]

export function headerOf(fields: readonly PatientField[]): string[] {
  return [...columns.map(([heading]) => heading), ...fields.map(({ label }) => label)]
}

export function cellsOf(patient: ExportedPatient, fields: readonly PatientField[]): string[] {
  return [...columns.map(([, cell]) => cell(patient) ?? ''), ...fields.map(({ id }) => patient.answers[id] ?? '')]
}

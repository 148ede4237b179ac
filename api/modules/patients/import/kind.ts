import type { ImportOptions, ImportProposal, ImportKind as KindName } from '#contract/imports.ts'
import type { Tx } from '../../../core/tx.ts'
import type { ImportField, TableRow } from '../../../integrations/files/index.ts'

/** For each column of the file the field it fills, or null. */
export type Mapping = (string | null)[]

/** What one import is read with. `clinicId` null: head office, over several clinics. `decided`: the kind's own, as JSON. */
export interface ImportSetting {
  importId: string
  clinicId: string | null
  mapping: Mapping
  options: ImportOptions
  decided: Record<string, unknown>
  /** Nothing will be written: rows of the file are compared in memory. */
  preview: boolean
}

/** What only whole columns can tell, with sentences for the screen. */
export interface Decided {
  reading: Record<string, unknown>
  notes: string[]
  question: { sentence: string; order: 'dmy' | 'mdy' } | null
}

/** A row of the file and what will become of it. `write` is what the kind needs to write it. */
export interface PlannedRow {
  line: number
  cells: string[]
  outcome: 'imported' | 'refused' | 'set_aside'
  reasons: string[]
  proposals: ImportProposal[]
  who: string
  write: unknown
}

/** One walk through a file, chunk by chunk in the file's order: the same for a preview and for the import itself. */
export interface ImportRun {
  /** Rows that an earlier attempt has dealt with: only remembered. */
  skip(rows: TableRow[]): void
  /** Decides about each row; reads only. `anyway`: a person wants rows that were set aside. */
  plan(tx: Tx, rows: TableRow[], anyway?: boolean): Promise<PlannedRow[]>
  /** Writes the rows whose outcome is `imported`; answers the ids by line. */
  write(tx: Tx, planned: PlannedRow[]): Promise<Map<number, { patientId: string; appointmentId?: string }>>
  /** The values of a planned row, for a person to look at. */
  describe(row: PlannedRow): { label: string; value: string }[]
  /** What was found out on the way; complete after the last row. */
  found(): { notes: string[]; newClinics: string[]; newPatients: number }
}

/** A kind of list that can be imported; handed to the machinery when it is mounted. */
export interface ImportKind {
  kind: KindName
  fields: ImportField<string>[]
  /** A preview may end before the last row of a long file: nothing that rows refer to is made of what it finds. */
  mayGlance: boolean
  /** Whether the branch's custom fields can come with it. */
  takesCustomFields?: boolean
  /** Why these columns cannot be imported, as a sentence; null when they can. */
  refuseMapping(mapping: Mapping, clinicId: string | null): string | null
  decide(mapping: Mapping, rows: AsyncIterable<TableRow>, options: ImportOptions): Promise<Decided>
  /** Makes what rows will refer to, before the first of them; answers the clinics it made. */
  prepare(tx: Tx, setting: ImportSetting, newClinics: string[]): Promise<string[]>
  open(tx: Tx, setting: ImportSetting): Promise<ImportRun>
}
export type ImportKinds = readonly ImportKind[]

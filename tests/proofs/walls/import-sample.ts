import type pg from 'pg'
import { uploadImport, uploadNetworkImport } from '#contract/imports.ts'
import type { callerOf } from '#tests/harness/caller.ts'
import type { Person } from '#tests/harness/group.ts'

// Head office imports appointments, which name their branch; a list of patients goes into one branch.
const files = {
  patients: (word: string) => `Name,Phone,City\n${word} Tariq,03001112223,${word}\n`,
  appointments: (word: string) => `Clinic,Patient name,Appointment day\nGulberg,${word} Tariq,2026-03-04\n`,
}

/**
 * An import in its preview, or one that is done with one row set aside; of a branch, or (clinicId null) head office's.
 * `person` must be allowed to. Answers its id.
 */
export async function makeImport(
  admin: pg.Client,
  ok: ReturnType<typeof callerOf>['ok'],
  person: Person,
  { clinicId, word, status }: { clinicId: string | null; word: string; status: 'preview' | 'done' },
): Promise<string> {
  const kind = clinicId ? 'patients' : 'appointments'
  const input = { kind, fileName: `${word}.csv` } as const
  const extras = { file: Buffer.from(files[kind](word)) }
  const { id } = clinicId
    ? await ok(person, uploadImport, { clinicId, ...input }, extras)
    : await ok(person, uploadNetworkImport, input, extras)
  if (status === 'preview') return id
  await admin.query(
    `update imports set status = 'done', rows_done = rows_total, rows_set_aside = rows_total where id = $1`,
    [id],
  )
  await admin.query(
    `insert into import_rows (organization_id, import_id, line, clinic_id, cells, outcome, reasons)
     values ($1, $2, 2, $3, $4, 'set_aside', '["like another"]')`,
    [person.organizationId, id, clinicId, JSON.stringify([`${word} Tariq`, '03001112223', word])],
  )
  return id
}

import type { PatientRow } from '#contract/patients.ts'
import { sql } from '../../core/tx.ts'

/** The columns of a line of a list, from a `patients p`. */
export const patientRow = sql`p.id, p.number, p.full_name as "fullName", p.sex, p.born_on as "bornOn", p.phone, p.guardian,
  p.city, p.due_minor as "dueMinor", p.archived_at is not null as archived`

/** The same as one JSON value; `bornOn` and numbers come as the contract wants them. */
export const patientRowJson = (table: string) => sql<PatientRow>`json_build_object('id', ${sql.ref(`${table}.id`)},
  'number', ${sql.ref(`${table}.number`)}, 'fullName', ${sql.ref(`${table}.full_name`)}, 'sex', ${sql.ref(`${table}.sex`)},
  'bornOn', ${sql.ref(`${table}.born_on`)}, 'phone', ${sql.ref(`${table}.phone`)},
  'guardian', ${sql.ref(`${table}.guardian`)}, 'city', ${sql.ref(`${table}.city`)},
  'dueMinor', ${sql.ref(`${table}.due_minor`)}, 'archived', ${sql.ref(`${table}.archived_at`)} is not null)`

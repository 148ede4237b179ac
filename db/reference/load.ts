import type pg from 'pg'
import { diagnoses } from './diagnoses.ts'
import { medicines } from './medicines.ts'

/**
 * Brings the lists that belong to nobody, ICD-10 diagnoses and medicines, to what this program knows: on any new
 * database, and again after an update of the program. What is there already is corrected, never taken away: old visits
 * refer to it. Answers how many rows were new or changed. `admin` may become `polyclinic_owner`, as for migrations.
 */
export async function loadReference(admin: pg.Client): Promise<number> {
  await admin.query('set role polyclinic_owner')
  const codes = await admin.query(
    `insert into diagnosis_codes as d (code, title) select * from unnest($1::text[], $2::text[])
     on conflict (code) do update set title = excluded.title where d.title <> excluded.title`,
    [diagnoses.map(({ code }) => code), diagnoses.map(({ title }) => title)],
  )
  const drugs = await admin.query(
    `insert into medicines as m (name, strength, form, drug_class)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])
     on conflict (name, strength, form) do update set drug_class = excluded.drug_class where m.drug_class <> excluded.drug_class`,
    [
      medicines.map(({ generic }) => generic),
      medicines.map(({ strength }) => strength),
      medicines.map(({ form }) => form),
      medicines.map(({ group }) => group),
    ],
  )
  await admin.query('reset role')
  return (codes.rowCount ?? 0) + (drugs.rowCount ?? 0)
}

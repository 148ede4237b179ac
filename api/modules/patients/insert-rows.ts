import { sql, type Tx } from '../../core/tx.ts'
import type { Person } from './duplicate-person.ts'
import { patientKeys } from './search-keys.ts'

/** A patient to be made in bulk. Dates are ISO; empty text where nothing is known. */
export interface BulkPatient {
  id: string
  clinicId: string
  fullName: string
  givenName: string
  familyName: string
  bornOn: string | null
  sex: string
  phone: string | null
  secondPhone: string | null
  email: string | null
  nationalId: string | null
  guardian: string | null
  address: string
  city: string
  postcode: string
  region: string
  notes: string
  tags: string[]
  externalRef: string | null
  /** The day of registration where the list tells; null: now. */
  createdOn: string | null
  allergies: string[]
}

/**
 * Makes many patients of an import in one statement, each with the clinic's next number and the keys it is found by,
 * as registration makes one; allergies become alerts. The counters stay locked until the transaction ends.
 */
export async function insertPatientRows(tx: Tx, importId: string, patients: BulkPatient[]): Promise<void> {
  if (patients.length === 0) return
  const rows = patients.map(({ allergies, ...patient }, ord) => ({ ord, ...patient, words: wordsOf(patient) }))
  await tx.rows(sql`with r as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (ord int, id uuid, "clinicId" uuid,
        "fullName" text, "givenName" text, "familyName" text, "bornOn" date, sex text, phone text, "secondPhone" text,
        email text, "nationalId" text, guardian text, address text, city text, postcode text, region text, notes text,
        tags text[], "externalRef" text, "createdOn" date, words text[])
    ), counter as (
      insert into patient_counters (clinic_id, last_number) select "clinicId", count(*) from r group by 1 order by 1
      on conflict (organization_id, clinic_id) do update set last_number = patient_counters.last_number + excluded.last_number
      returning clinic_id, last_number
    ), placed as (
      select r.*, k.last_number - count(*) over (partition by r."clinicId")
        + row_number() over (partition by r."clinicId" order by r.ord) as place
      from r join counter k on k.clinic_id = r."clinicId"
    )
    insert into patients (clinic_id, id, number, full_name, given_name, family_name, born_on, sex, phone, second_phone,
      email, national_id, guardian, address, city, postcode, region, notes, tags, external_ref, created_at, keys, import_id)
    select p."clinicId", p.id, c.code || '-' || lpad(p.place::text, greatest(6, length(p.place::text)), '0'), p."fullName",
      p."givenName", p."familyName", p."bornOn", p.sex, p.phone, p."secondPhone", p.email, p."nationalId", p.guardian,
      p.address, p.city, p.postcode, p.region, p.notes, p.tags, p."externalRef",
      coalesce(p."createdOn"::timestamp at time zone c.time_zone, now()),
      app.key_hashes(c.organization_id, c.id, p.words), ${importId}
    from placed p join clinics c on c.organization_id = ${tx.organizationId} and c.id = p."clinicId"`)

  const alerts = patients
    .flatMap(({ id, clinicId, allergies }) =>
      allergies.map((label) => ({ patient_id: id, clinic_id: clinicId, label: label.slice(0, 200) })),
    )
    .map((alert, ord) => ({ ord, ...alert }))
  if (alerts.length > 0)
    // A class or a medicine that is named gives the class, as it does when an allergy is typed: prescriptions are
    // checked against it.
    await tx.rows(sql`with asked as (
        select ord, clinic_id, patient_id, label
        from jsonb_to_recordset(${JSON.stringify(alerts)}::jsonb) as a (ord int, clinic_id uuid, patient_id uuid, label text)
      ), words as (
        select ord, lower(label) as word from asked union select ord, rtrim(lower(label), 's') from asked
      ), drugs as (
        select lower(name) as name, lower(drug_class) as class from medicines
        union all select lower(name), lower(drug_class) from organization_medicines
          where organization_id = ${tx.organizationId} and active
      ), known as (
        select distinct on (word) word, class
        from (select class as word, class, 1 as rank from drugs union all select name, class, 2 from drugs) w
        where class <> '' and word in (select word from words) order by word, rank
      ), classes as (
        select distinct on (ord) ord, class from words join known using (word) order by ord, word desc
      )
      insert into patient_alerts (clinic_id, patient_id, kind, label, drug_class, import_id)
      select a.clinic_id, a.patient_id, 'allergy', a.label, c.class, ${importId}
      from asked a left join classes c using (ord)`)
}

function wordsOf(patient: Omit<BulkPatient, 'allergies'>): string[] {
  const { givenName, familyName, fullName, ...rest } = patient
  const named: Person = givenName || familyName ? { givenName, familyName, ...rest } : { fullName, ...rest }
  return patientKeys(named)
}

import pg from 'pg'
import { patientKeys } from '#api/modules/patients/search-keys.ts'
import { type Cell, runSteps, Sheet } from '#db/demo/copy.ts'
import { familyNames, femaleNames, maleNames } from '#db/demo/names.ts'

export interface Size {
  patients: number
  appointments: number
}

/**
 * Grows the sample group to a size: more patients for its branches and an older history, fifty visits a branch and
 * day on average going back as far as it takes. Made as the superuser: row triggers and foreign keys rest meanwhile,
 * secondary indexes are made at the end, and the rollups are counted from the rows.
 */
export async function grow(adminUrl: string, size: Size, say: (line: string) => void): Promise<void> {
  const admin = new pg.Client(adminUrl)
  await admin.connect()
  try {
    await admin.query(
      `set session_replication_role = replica; set maintenance_work_mem = '1GB'; set synchronous_commit = off`,
    )
    const { rows } = await admin.query<{ patients: number; appointments: number }>(
      `select (select count(*) from patients)::int as patients, (select count(*) from appointments)::int as appointments`,
    )
    const patients = size.patients - rows[0]!.patients
    const appointments = size.appointments - rows[0]!.appointments
    const began = performance.now()
    const passed = () => `${Math.round((performance.now() - began) / 1000)} s`
    if (patients > 0) {
      await withoutIndexes(admin, 'patients', () => addPatients(admin, rows[0]!.patients, size.patients))
      say(`${size.patients.toLocaleString('en')} patients after ${passed()}`)
    }
    if (appointments > 0) {
      await withoutIndexes(admin, 'appointments', () => addAppointments(admin, appointments))
      await recount(admin)
      say(`${size.appointments.toLocaleString('en')} appointments after ${passed()}`)
    }
    await admin.query('vacuum (analyze) patients')
    await admin.query('vacuum (analyze) appointments')
    await admin.query('vacuum (analyze) clinic_days')
    say(`ready to measure after ${passed()}`)
  } finally {
    await admin.end()
  }
}

/** Runs `work` with the secondary indexes of a table gone, and makes them again. Constraints stay. */
async function withoutIndexes(admin: pg.Client, table: string, work: () => Promise<void>) {
  const { rows } = await admin.query<{ name: string; made: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made from pg_index i
     where i.indrelid = $1::regclass and not i.indisunique and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [table],
  )
  for (const { name } of rows) await admin.query(`drop index ${name}`)
  await work()
  for (const { made } of rows) await admin.query(made)
}

const atATime = 20_000

/** Patients with the keys the product itself would give them, spread evenly over the branches. */
async function addPatients(admin: pg.Client, there: number, wanted: number) {
  const { rows: clinics } = await admin.query<{ organization_id: string; id: string; code: string }>(
    'select organization_id, id, code from clinics where organization_id = (select organization_id from patients limit 1) order by code',
  )
  await admin.query(`create temp table arriving (organization_id uuid, clinic_id uuid, number text, full_name text, given_name text,
    family_name text, born_on date, sex text, phone text, words text[])`)
  for (let from = there; from < wanted; from += atATime) {
    const sheet = new Sheet(
      'arriving',
      'organization_id clinic_id number full_name given_name family_name born_on sex phone words',
    )
    for (let index = from; index < Math.min(wanted, from + atATime); index++)
      sheet.add(...arrival(index, clinics[index % clinics.length]!))
    await runSteps(admin, [
      sheet.take(),
      {
        text: `insert into patients (organization_id, clinic_id, number, full_name, given_name, family_name, born_on, sex, phone, keys)
          select organization_id, clinic_id, number, full_name, given_name, family_name, born_on, sex, phone,
            app.key_hashes(organization_id, clinic_id, words) from arriving`,
      },
      { text: 'truncate arriving' },
    ])
  }
  await admin.query('drop table arriving')
}

function arrival(index: number, clinic: { organization_id: string; id: string; code: string }): Cell[] {
  const female = index % 2 === 0
  const given = female ? femaleNames : maleNames
  const turn = Math.floor(index / 40)
  const givenName = given[turn % given.length]!.latin
  const familyName = familyNames[Math.floor(turn / given.length) % familyNames.length]!.latin
  // A range of numbers nobody is given, all different.
  const phone = `+92300${String(1_000_000 + index).padStart(7, '0')}`
  const bornOn = new Date(Date.UTC(1940 + (index % 80), index % 12, 1 + (index % 28))).toISOString().slice(0, 10)
  const words = patientKeys({ givenName, familyName, phone, bornOn, sex: female ? 'female' : 'male' })
  const list = `{${words.map((word) => `"${word.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`
  const number = `${clinic.code}-B${String(index).padStart(7, '0')}`
  return [
    clinic.organization_id,
    clinic.id,
    number,
    `${givenName} ${familyName}`,
    givenName,
    familyName,
    bornOn,
    female ? 'female' : 'male',
    phone,
    list,
  ]
}

/** History: finished visits of the branches' doctors, some missed, going back day by day. */
async function addAppointments(admin: pg.Client, count: number) {
  await admin.query(
    `create temp table who as select clinic_id, id as patient_id, (row_number() over (partition by clinic_id order by id))::int as n from patients`,
  )
  await admin.query('create unique index on who (clinic_id, n)')
  await admin.query('analyze who')
  await admin.query(
    `create temp table branch as select c.organization_id, c.id as clinic_id, c.time_zone,
       (row_number() over (order by c.code))::int - 1 as k, (select count(*) from who w where w.clinic_id = c.id)::int as patients,
       array(select doctor_id from clinic_doctors d where d.clinic_id = c.id and d.organization_id = c.organization_id order by doctor_id) as doctors
     from clinics c where c.organization_id = (select organization_id from patients limit 1)`,
  )
  const { rows } = await admin.query<{ branches: number }>('select count(*)::int as branches from branch')
  const branches = rows[0]!.branches
  const perDay = 50
  const days = Math.ceil(count / branches / perDay)
  const daysAtATime = 100
  // Before what there is: the sample group's own ninety days, or the history an earlier call made.
  const oldest = await admin.query<{ age: number }>(
    'select greatest(100, current_date - min(day) + 1) as age from appointments',
  )
  const age = oldest.rows[0]!.age
  for (let from = 0; from < days; from += daysAtATime) {
    const until = Math.min(days, from + daysAtATime)
    await admin.query(
      `insert into appointments (organization_id, clinic_id, patient_id, doctor_id, status, starts_at, ends_at, day, arrived_at, done_at)
       select b.organization_id, b.clinic_id, w.patient_id, b.doctors[1 + slot % cardinality(b.doctors)],
         case when (d * 31 + slot * 7 + b.k) % 100 < 16 then 'no_show' when (d * 31 + slot * 7 + b.k) % 100 < 21 then 'cancelled' else 'done' end,
         t.at, t.at + interval '15 minutes', current_date - $4::int - d, t.at, t.at + interval '20 minutes'
       from branch b cross join generate_series($1::int, $2::int - 1) d cross join generate_series(0, ${perDay - 1}) slot
       cross join lateral (select (current_date - $4::int - d + interval '9 hours' + slot * interval '10 minutes') at time zone b.time_zone as at) t
       join who w on w.clinic_id = b.clinic_id and w.n = 1 + (d * 7919 + slot * 104729 + b.k) % b.patients
       where (d * ${branches} + b.k) * ${perDay} + slot < $3`,
      [from, until, count, age],
    )
  }
  await admin.query('drop table who')
  await admin.query('drop table branch')
}

/** The rollups of all days, counted anew from the appointments; what money tells is kept. */
async function recount(admin: pg.Client) {
  await admin.query('delete from clinic_day_deltas')
  await admin.query(`insert into clinic_days as d (organization_id, clinic_id, doctor_id, day, booked, arrived, done, no_show, cancelled)
    select organization_id, clinic_id, coalesce(doctor_id, '00000000-0000-0000-0000-000000000000'), day,
      count(*) filter (where status <> 'cancelled'), count(*) filter (where status in ('arrived', 'in_room', 'done')),
      count(*) filter (where status = 'done'), count(*) filter (where status = 'no_show'), count(*) filter (where status = 'cancelled')
    from appointments group by 1, 2, 3, 4
    on conflict (organization_id, clinic_id, day, doctor_id) do update set booked = excluded.booked, arrived = excluded.arrived,
      done = excluded.done, no_show = excluded.no_show, cancelled = excluded.cancelled`)
}

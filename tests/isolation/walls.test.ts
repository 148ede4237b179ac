import type pg from 'pg'
import { expect, test } from 'vitest'
import { log } from '#api/core/log.ts'
import { freshDatabase } from '#tests/harness/database.ts'
import { proveWalls } from '#tests/proofs/walls.ts'

// Each wall broken on purpose: a proof that stays green then would prove nothing.
async function withBroken(endpoint: string, sabotage: (admin: pg.Client) => Promise<unknown>) {
  const { adminUrl, appUrl } = await freshDatabase()
  const only = ({ name }: { name: string }) => name === endpoint
  return proveWalls({ adminUrl, appUrl, report: () => {}, only, sabotage })
}

const open = (table: string, to: string) => (admin: pg.Client) =>
  admin.query(`drop policy clinic_wall on ${table}; create policy clinic_wall on ${table} using (${to})`)

test.each([
  ['intact walls', 'listServices', async () => {}, []],
  ['a table whose wall fell', 'getHealth', open('patients', 'true'), ['reading patients without a scope reaches']],
  [
    'a table whose wall keeps organizations apart, but not branches',
    'getHealth',
    open('appointments', 'organization_id = (select app.organization_id())'),
    ['changing appointments in the scope of one branch reaches'],
  ],
  [
    'a session that enters any branch of its organization',
    'getClinic',
    (admin: pg.Client) =>
      admin.query(`insert into assignments (organization_id, user_id, clinic_id, role)
        select a.organization_id, a.user_id, c.id, a.role from assignments a
        join clinics c on c.organization_id = a.organization_id and c.name = 'North' where a.clinic_id <> c.id`),
    ['clinicId of the other branch goes through'],
  ],
  [
    'a row that changes when it is looked at from elsewhere',
    'confirmAppointment',
    (admin: pg.Client) =>
      admin.query(`create function touch() returns trigger language plpgsql security definer as $$ begin
          update public.services set category = new.id::text where name like 'Zugspitze%'; return null; end $$;
        create trigger touch after insert on audit_events for each row execute function touch()`),
    ['rows of services that belong to a victim changed'],
  ],
  [
    'a door that forgets what a role may',
    'addService',
    async (admin: pg.Client) => {
      const { rows } = await admin.query(`select pg_get_functiondef('app.enter'::regproc) as text`)
      const loose = rows[0].text.replaceAll('else held && roles end', 'else true end')
      await admin.query(`set role polyclinic_lookup; ${loose}; reset role`)
    },
    ['as nurse: it should be refused as 403, and answered 201'],
  ],
  [
    'a role whose right was taken away',
    'addService',
    (admin: pg.Client) => admin.query(`update assignments set role = 'nurse' where role = 'clinic_manager'`),
    ['as manager: it should go through'],
  ],
  [
    'a printed page with a name of a stranger',
    'getReceiptPdf',
    (admin: pg.Client) =>
      admin.query(`create function rename() returns trigger language plpgsql as $$ begin
          new.full_name := replace(new.full_name, 'Ravi', 'Zugspitze'); return new; end $$;
        create trigger rename before insert on patients for each row execute function rename()`),
    ['her own answer holds a row of a victim'],
  ],
  [
    'a mail with the name of a stranger',
    'resendInvitation',
    (admin: pg.Client) => admin.query(`update clinics set name = 'Zugspitze' where name = 'Gulberg'`),
    ['stands in a mail of ours'],
  ],
  [
    'a log that names a patient',
    'listServices',
    async () => log.info('Zugspitze patient 7'),
    ['the log names somebody'],
  ],
] as const)('the proof sees %s', async (_name, endpoint, sabotage, expected) => {
  const { passed, failures } = await withBroken(endpoint, sabotage as (admin: pg.Client) => Promise<unknown>)
  expect(passed).toBe(expected.length === 0)
  for (const words of expected) expect(failures.join('\n')).toContain(words)
})

import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { freshDatabase } from '#tests/harness/database.ts'

// Tables that belong to nobody, each with its reason. Everything else is a tenant table.
const nobodys: Record<string, string> = {
  organizations: 'the tenant itself: its own policy, by its id',
  users: 'one sign-in per person over all organizations; no grant to the app',
  sessions: 'looked up before there is a scope; no grant to the app',
  refresh_tokens: 'looked up before there is a scope; no grant to the app',
  sign_in_failures: 'counted before there is a scope; no grant to the app',
  rights_versions: 'a random number per organization, read by app.enter; no grant to the app',
  domains: 'host → organization, looked up before there is a scope; no grant to the app',
  platform_roles: 'who operates the installation; no grant to the app',
  platform_events: 'what operators did; no grant to the app',
  platform_idempotency_keys: 'of operators, who have no organization: a policy of its own, by who asks',
  platform_seals: 'the chain over what operators did: hashes, which the worker makes and verifies',
  platform_checks: 'verifications operators asked for; no grant to the app',
  plans: 'a public price list, read only',
  registrations: 'practices that do not exist yet; no grant to the app',
  diagnosis_codes: 'a public list, read only',
  medicines: 'a public list, read only',
  recovery_codes: 'a person’s, whatever the organization; no grant to the app',
  password_links: 'looked up before there is a scope; no grant to the app',
  known_devices: 'a person’s, asked before there is a scope; no grant to the app',
  known_seats: 'a person’s, asked before there is a scope; no grant to the app',
  mails: 'may belong to a person of several organizations or of none; no grant to the app, and sealed',
}

// Functions that run with another role's rights. Each was read; a new one is a decision.
const definers = [
  'app.account_states',
  'app.activity',
  'app.admins_with_totp',
  'app.amount_limit_minor',
  'app.audit_range',
  'app.begin_password_link',
  'app.begin_registration',
  'app.begin_sign_in',
  'app.begin_try',
  'app.branding',
  'app.change_my_password',
  'app.check_platform_seal',
  'app.check_seal',
  'app.claim_domain',
  'app.clinics_within_plan',
  'app.complete_registration',
  'app.count_usage',
  'app.doctors_within_plan',
  'app.domains_here',
  'app.edit_my_account',
  'app.end_elevated_sessions',
  'app.end_elevation',
  'app.end_my_sessions',
  'app.end_platform_sessions',
  'app.end_session',
  'app.end_sessions',
  'app.end_try',
  'app.enter',
  'app.enter_again',
  'app.enter_job',
  'app.enter_platform',
  'app.enter_platform_check',
  'app.find_password_link',
  'app.find_patients',
  'app.find_registration',
  'app.find_same_people',
  'app.finish_platform_check',
  'app.has_work',
  'app.import_within_plan',
  'app.inside_of',
  'app.invitation_gives',
  'app.invited_account',
  'app.invited_doctors_within_plan',
  'app.is_own',
  'app.is_suspended',
  'app.is_up_to_me', // roles that a branch does not see count when it touches somebody's rights: yes or no',
  'app.learn_sizes', // counts tables that grew; tells nothing of what is in them
  'app.mail_sender',
  'app.make_account',
  'app.make_organization',
  'app.make_organization_for',
  'app.member_by_login',
  'app.members',
  'app.memberships',
  'app.my_account',
  'app.my_sessions',
  'app.only_ours',
  'app.only_suspended',
  'app.open_session',
  'app.operators',
  'app.organization_of_host',
  'app.organizations_to_fold',
  'app.organizations_to_rekey',
  'app.organizations_to_seal',
  'app.organizations_to_shred',
  'app.organizations_with_addresses_due',
  'app.organizations_with_old_looks',
  'app.organizations_with_seals',
  'app.organizations_with_transfers',
  'app.other_organizations',
  'app.plan_use',
  'app.plan_uses',
  'app.platform_checks_waiting',
  'app.platform_range',
  'app.platform_role_of',
  'app.prove_session',
  'app.prune_looks',
  'app.queue_mail',
  'app.recent_changes',
  'app.record_account',
  'app.record_platform',
  'app.refuse_beyond_plan',
  'app.refuse_suspended',
  'app.release_domain',
  'app.release_time',
  'app.remember_device',
  'app.remove_sample',
  'app.remove_second_step',
  'app.remove_second_step_of',
  'app.replace_first_password',
  'app.require_totp',
  'app.rights_changed',
  'app.rotate_refresh',
  'app.seal_audit',
  'app.seal_platform',
  'app.search_patients',
  'app.seats_within_plan',
  'app.session_marks',
  'app.sessions_elsewhere',
  'app.set_first_password',
  'app.set_first_totp',
  'app.set_my_recovery_codes',
  'app.set_my_totp',
  'app.set_read_only_from',
  'app.set_suspended',
  'app.settle_domain',
  'app.settle_mail',
  'app.shred_audit_details',
  'app.start_elevation',
  'app.switch_organization',
  'app.take_mail',
  'app.take_second_step', // granted to nobody: the two above use it',
  'app.take_time',
  'app.totp_wanted',
  'app.undo_import',
  'app.unsealed_rows',
  'app.use_password_link',
  'app.use_recovery_code',
  'app.use_totp_step',
  'app.waits_for_anybody', // asks past the policy that asks it: whether a patient waits for any doctor
]

let admin: pg.Client
beforeAll(async () => {
  const database = await freshDatabase()
  admin = new pg.Client(database.adminUrl)
  await admin.connect()
})
afterAll(() => admin.end())

async function column(query: string): Promise<string[]> {
  return (await admin.query<{ it: string }>(query)).rows.map((row) => row.it)
}

const tables = `select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`
const named = Object.keys(nobodys)
  .map((name) => `'${name}'`)
  .join(', ')

describe('every table', () => {
  test('is protected and forced, or stands on the list of those that belong to nobody', async () => {
    const open = await column(`select relname as it from (${tables}) t
      where relname not in (${named}) and not (relrowsecurity and relforcerowsecurity
        and exists (select from pg_policy p where p.polrelid = t.oid))`)
    expect(open).toEqual([])
  })

  test('that belongs to nobody still exists', async () => {
    const all = await column(`select relname as it from (${tables}) t`)
    expect(Object.keys(nobodys).filter((name) => !all.includes(name))).toEqual([])
  })

  test('of a tenant has organization_id first in every key and every index', async () => {
    const wrong =
      await column(`select i.indexrelid::regclass::text as it from (${tables}) t join pg_index i on i.indrelid = t.oid
      where t.relname not in (${named})
        and (select attname from pg_attribute where attrelid = t.oid and attnum = i.indkey[0]) is distinct from 'organization_id'`)
    // Both walls are hashed into each key of the search index; the others are asked before there is a scope, by
    // self-refreshing screens and at sign-in, through listed functions that return ids only.
    expect(wrong.sort()).toEqual(['audit_events_recent', 'patients_keys', 'people_user'])
  })

  test('refers to tenant tables with both walls in the foreign key', async () => {
    const wrong = await column(`select conrelid::regclass || '.' || conname as it from pg_constraint k
      where contype = 'f' and connamespace = 'public'::regnamespace and conrelid::regclass::text not in (${named})
        and exists (select from pg_attribute where attrelid = k.confrelid and attname = 'organization_id')
        and (select attname from pg_attribute where attrelid = k.conrelid and attnum = k.conkey[1]) <> 'organization_id'`)
    expect(wrong).toEqual([])
    const withoutClinic =
      await column(`select conrelid::regclass || ' → ' || confrelid::regclass as it from pg_constraint k
      where contype = 'f' and connamespace = 'public'::regnamespace
        and exists (select from pg_policy p where p.polrelid = k.confrelid and p.polname = 'clinic_wall')
        and not exists (select from pg_attribute a where a.attrelid = k.conrelid and a.attnum = any (k.conkey) and a.attname = 'clinic_id')`)
    expect(withoutClinic).toEqual([])
  })

  test('is never emptied, and never truncated, by the app', async () => {
    const rights = await column(`select distinct table_name || ' ' || privilege_type as it
      from information_schema.role_table_grants where grantee = 'polyclinic_app' and table_schema = 'public'
        and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')`)
    expect(rights).toEqual([])
  })
})

// Columns that name a patient, or what belongs to one, where a doctor who sees own patients only is not held back.
const notOwnPatients: Record<string, string> = {
  'sample_appointments.appointment_id':
    'which rows are samples, and nothing else; asked by a branch’s management alone',
  'sample_patients.patient_id': 'which rows are samples, and nothing else; asked by a branch’s management alone',
}

describe('own patients', () => {
  test('every table that names a patient, or what belongs to one, is narrowed for a doctor who sees own patients only', async () => {
    const open = await column(`select t.relname || '.' || a.attname as it from (${tables}) t
      join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
        and a.attname in ('patient_id', 'appointment_id', 'encounter_id', 'invoice_id', 'payment_id')
      where not exists (select from pg_policy p where p.polrelid = t.oid and not p.polpermissive
        and pg_get_expr(p.polqual, p.polrelid) like '%own_doctor_id%') order by 1`)
    expect(open.filter((name) => !(name in notOwnPatients))).toEqual([])
    expect(Object.keys(notOwnPatients).filter((name) => !open.includes(name))).toEqual([])
  })
})

describe('the app role', () => {
  test('is no superuser, bypasses nothing and owns nothing', async () => {
    const { rows } = await admin.query(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = 'polyclinic_app'`,
    )
    expect(rows[0]).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false })
    expect(await column(`select relname as it from pg_class where relowner = 'polyclinic_app'::regrole`)).toEqual([])
  })

  test('has no right at all on users, sessions and tokens', async () => {
    const rights =
      await column(`select table_name || ' ' || privilege_type as it from information_schema.role_table_grants
      where grantee = 'polyclinic_app' and table_name in ('users', 'sessions', 'refresh_tokens', 'sign_in_failures', 'domains')`)
    expect(rights).toEqual([])
  })

  test('writes bookings only through the functions that ask for the lock', async () => {
    const rights = await column(`select privilege_type as it from information_schema.role_table_grants
      where grantee = 'polyclinic_app' and table_name = 'bookings'`)
    expect(rights).toEqual(['SELECT'])
  })

  test('can neither change nor delete an audit row', async () => {
    const rights =
      await column(`select table_name || ' ' || privilege_type as it from information_schema.role_table_grants
      where grantee = 'polyclinic_app' and table_name in ('audit_events', 'audit_details', 'audit_seals', 'patient_looks') order by 1`)
    expect(rights).toEqual([
      'audit_details SELECT',
      'audit_events SELECT',
      'audit_seals SELECT',
      'patient_looks SELECT',
    ])
    // It inserts by app.record and app.look: who, when and in which transaction are not for it to say.
    const columns = await column(`select table_name || ' ' || string_agg(column_name, ' ' order by column_name) as it
      from information_schema.role_column_grants where grantee = 'polyclinic_app' and privilege_type = 'INSERT'
        and table_name in ('audit_events', 'audit_details', 'audit_seals', 'patient_looks') group by table_name order by 1`)
    expect(columns).toEqual([
      'audit_details clinic_id detail event_id organization_id salt',
      'audit_events clinic_id detail_digest event subject_id trace_id',
      'patient_looks kind patient_id',
    ])
  })
})

describe('functions and views', () => {
  test('with another role’s rights stand on the list, with a fixed search_path and no public execute', async () => {
    const found = await column(`select p.oid::regproc::text as it from pg_proc p where prosecdef
      and pronamespace in ('app'::regnamespace, 'public'::regnamespace) order by 1`)
    expect(found).toEqual(definers)
    const loose =
      await column(`select p.oid::regproc::text as it from pg_proc p where prosecdef and pronamespace = 'app'::regnamespace
      and not exists (select from unnest(p.proconfig) c where c like 'search_path=%')`)
    expect(loose).toEqual([])
    const everybodys =
      await column(`select p.oid::regproc::text as it from pg_proc p where pronamespace = 'app'::regnamespace
      and has_function_privilege('public', p.oid, 'execute')`)
    expect(everybodys).toEqual([])
  })

  test('there are no materialised views, and views run as whoever asks', async () => {
    expect(
      await column(`select relname as it from pg_class where relnamespace = 'public'::regnamespace and relkind = 'm'`),
    ).toEqual([])
    expect(
      await column(`select relname as it from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v'
        and not coalesce('security_invoker=true' = any (reloptions), false)`),
    ).toEqual([])
  })
})

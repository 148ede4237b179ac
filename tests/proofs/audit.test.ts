import { expect, test } from 'vitest'
import { withClient } from '#db/client.ts'
import { freshDatabase } from '#tests/harness/database.ts'
import { proveAudit } from './audit.ts'

const prove = async (sabotage = '') => {
  const { adminUrl, appUrl } = await freshDatabase()
  if (sabotage) await withClient(adminUrl, (admin) => admin.query(sabotage))
  // With something broken a few acts are enough to see it.
  return proveAudit(
    { adminUrl, appUrl, full: false, report: () => {} },
    ({ path }) => !sabotage || path.includes('/alerts'),
  )
}

test('every act leaves its row, every look its own, and what is done to them is found', {
  timeout: 180_000,
}, async () => {
  const { failures, sentence } = await prove()
  console.log(sentence)
  expect(failures).toEqual([])
})

test.each([
  [
    'acts that forget who did them',
    'alter table audit_events alter column user_id drop default',
    'left no row with its actor',
  ],
  [
    'looks that are not noted',
    `create function lose() returns trigger language plpgsql as $$ begin return null; end $$;
     create trigger lose before insert on patient_looks for each row execute function lose()`,
    'rows of who looked',
  ],
  [
    'an app role that may delete',
    'grant delete on audit_events, audit_details to polyclinic_app',
    'delete from audit_details',
  ],
])('the proof fails on %s', { timeout: 180_000 }, async (_name, sabotage, fault) => {
  const { passed, failures } = await prove(sabotage)
  expect(passed).toBe(false)
  expect(failures.join('\n')).toContain(fault)
})

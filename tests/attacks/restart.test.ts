import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openApp } from '#api/app.ts'
import { registerPatient, searchPatients } from '#contract/patients.ts'
import { withClient } from '#db/client.ts'
import { openCluster } from '#db/cluster/cluster.ts'
import { testSettings } from '#db/cluster/settings.ts'
import { openDoor } from '#db/connection.ts'
import { migrate } from '#db/migrate.ts'
import { callerOf } from '#tests/harness/caller.ts'
import { arrangeGroup, testSecret } from '#tests/harness/group.ts'

const folder = mkdtempSync(join(tmpdir(), 'test-restart-'))
chmodSync(folder, 0o755)
const openServer = () => openCluster({ folder: join(folder, 'pg'), settings: testSettings })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('PostgreSQL restarted as a whole: a sentence meanwhile, and all is well by itself when it is back', {
  timeout: 120_000,
}, async () => {
  let server = await openServer()
  const adminUrl = server.url('postgres')
  const appUrl = server.url('postgres', 'polyclinic_app', 'a password of this test')
  await migrate({ adminUrl })
  await openDoor(adminUrl, appUrl, true)
  const group = await withClient(adminUrl, arrangeGroup)
  const app = openApp({ appUrl, secret: testSecret, poolSize: 4 })
  const { call } = callerOf((request) => app.fetch(request))
  const clinicId = group.clinics.gulberg
  const register = (fullName: string, idempotencyKey = crypto.randomUUID()) =>
    call(group.people.receptionist, registerPatient, { clinicId, fullName, evenSo: true }, { idempotencyKey })
  const search = (q: string) => call(group.people.receptionist, searchPatients, { clinicId, q })
  expect((await register('Before Restart')).status).toBe(201)

  await server.stop()
  for (let count = 0; count < 6; count++) expect((await search('Restart')).refusal).toBe('unavailable')
  const key = crypto.randomUUID()
  const refused = await register('During Restart', key)
  expect([refused.status, refused.error?.message]).toEqual([503, expect.stringMatching(/try again/)])

  server = await openServer()
  await expect.poll(async () => (await search('Before Restart')).status).toBe(200)
  expect((await register('During Restart', key)).status).toBe(201)
  expect((await search('During Restart')).body.patients).toHaveLength(1)
  await app.stop()
  await server.stop()
})

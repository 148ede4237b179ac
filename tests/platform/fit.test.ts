import { expect, inject, test } from 'vitest'
import { withClient } from '#db/client.ts'
import { refuseUnfit } from '#db/fit.ts'
import { cloneDatabase, freshDatabase } from '#tests/harness/database.ts'

test('the app and the console as their own roles, on a migrated database, may serve', async () => {
  const { appUrl, platformUrl } = await freshDatabase()
  await refuseUnfit({ appUrl, platformUrl })
})

test('an address that signs in as somebody above the walls is refused, the app’s as well as the console’s', async () => {
  const { adminUrl, appUrl } = await freshDatabase()
  await expect(refuseUnfit({ appUrl: adminUrl, platformUrl: null })).rejects.toThrow(
    /sign in to PostgreSQL as postgres, whom row-level security does not bind.* Set APP_DATABASE_URL to .* polyclinic_app\.$/,
  )
  await expect(refuseUnfit({ appUrl, platformUrl: adminUrl })).rejects.toThrow(/Set PLATFORM_DATABASE_URL to/)
})

test.each(['polyclinic_owner', 'polyclinic_lookup', 'polyclinic_backup'])(
  'so is a user who may act as %s',
  async (above) => {
    const { adminUrl } = await freshDatabase()
    const somebody = new URL(adminUrl)
    somebody.username = `somebody_${somebody.pathname.slice(1)}_${above}`
    somebody.password = 'known'
    const onServer = (sql: string) => withClient(inject('testServer').adminUrl, (admin) => admin.query(sql))
    await onServer(`create role ${somebody.username} login password 'known' in role polyclinic_app`)
    await refuseUnfit({ appUrl: somebody.href, platformUrl: null })
    await onServer(`grant ${above} to ${somebody.username}`)
    await expect(refuseUnfit({ appUrl: somebody.href, platformUrl: null })).rejects.toThrow(/does not bind/)
    await onServer(`drop role ${somebody.username}`)
  },
)

test('an empty database, and one that lacks a migration, are told how they get there', async () => {
  const empty = await cloneDatabase('template0')
  await expect(refuseUnfit({ appUrl: empty.appUrl, platformUrl: null })).rejects.toThrow(/is empty: npm run migrate/)
  const older = await freshDatabase()
  await withClient(older.adminUrl, (admin) => admin.query('delete from migrations.applied where number > 170'))
  await expect(refuseUnfit({ appUrl: older.appUrl, platformUrl: null })).rejects.toThrow(
    /lacks \d+ migrations of this program: npm run migrate/,
  )
})

test('an app whose password is not known is told so', async () => {
  const { appUrl } = await freshDatabase()
  const wrong = new URL(appUrl)
  wrong.password = 'wrong'
  await expect(refuseUnfit({ appUrl: wrong.href, platformUrl: null })).rejects.toThrow(/POLYCLINIC_APP_PASSWORD/)
})

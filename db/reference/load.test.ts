import { expect, test } from 'vitest'
import { withClient } from '#db/client.ts'
import { freshDatabase } from '#tests/harness/database.ts'
import { loadReference } from './load.ts'

test('a new database has the diagnoses and medicines; loading again changes nothing, and mends what was changed', async () => {
  const { adminUrl } = await freshDatabase()
  await withClient(adminUrl, async (admin) => {
    const { rows } = await admin.query(
      `select (select count(*)::int from diagnosis_codes) as codes, (select count(*)::int from medicines) as drugs`,
    )
    expect(rows[0].codes).toBeGreaterThan(250)
    expect(rows[0].drugs).toBeGreaterThan(150)
    expect(await loadReference(admin)).toBe(0)

    await admin.query(`update diagnosis_codes set title = 'Something else' where code = 'K02.1'`)
    await admin.query(`delete from medicines where name = 'Warfarin' and strength = '1 mg'`)
    expect(await loadReference(admin)).toBe(2)
    const mended = await admin.query(`select title from diagnosis_codes where code = 'K02.1'`)
    expect(mended.rows).toEqual([{ title: 'Caries of dentine' }])
  })
})

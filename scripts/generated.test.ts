import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rootFolder } from '#db/folders.ts'
import { freshDatabase } from '#tests/harness/database.ts'
import { printGenerated } from './generated.ts'

test('db/schema.sql and db/types.ts are what the migrations make (npm run schema writes them)', async () => {
  const { adminUrl } = await freshDatabase()
  for (const { path, text } of await printGenerated(adminUrl)) {
    expect(readFileSync(join(rootFolder, path), 'utf8'), path).toBe(text)
  }
})

import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '#tests/harness/database.ts'
import { guardedEndpoints } from '#tests/proofs/matrix/guarded.ts'
import { proveMatrix } from '#tests/proofs/matrix.ts'
import type { ProofResult } from '#tests/proofs/proof.ts'

let result: ProofResult
beforeAll(async () => {
  const { adminUrl, appUrl } = await freshDatabase()
  result = await proveMatrix({ adminUrl, appUrl, full: false, report: () => {} })
  console.log(result.sentence)
}, 600_000)

test('every endpoint does for each role what the matrix says, and for nobody else', () => {
  expect(result.failures).toEqual([])
  expect(result.figures.endpoints).toBe(guardedEndpoints.length)
})

// Broken on purpose: a proof that stays green then would prove nothing.
test.each([
  [
    'a door that does not look at changed rights',
    'addService',
    'role_allows',
    /CASE\s+WHEN \(held = 'org_admin'::text\)/,
    'CASE WHEN true',
    'a right taken from clinic_admin everywhere is still there',
  ],
  [
    'a door that does not look at modules',
    'takePayment',
    'enter',
    `split_part(permission, '.', 1) = any (modules_off)`,
    'false',
    'with its module off it answers',
  ],
])('the proof sees %s', async (_name, endpoint, routine, from, to, words) => {
  const { adminUrl, appUrl } = await freshDatabase()
  const sabotage = async (admin: pg.Client) => {
    const { rows } = await admin.query<{ text: string }>(`select pg_get_functiondef($1::regproc) as text`, [
      `app.${routine}`,
    ])
    const broken = rows[0]!.text.replace(from, to)
    expect(broken).not.toBe(rows[0]!.text)
    await admin.query(broken)
  }
  const only = ({ name }: { name: string }) => name === endpoint
  const { passed, failures } = await proveMatrix({ adminUrl, appUrl, full: false, report: () => {}, only, sabotage })
  expect(passed).toBe(false)
  expect(failures.join('\n')).toContain(words)
})

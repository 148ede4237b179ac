import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { withClient } from '#db/client.ts'
import { rootFolder } from '#db/folders.ts'
import { everyProof } from './every-proof.ts'
import type { Proof } from './proof.ts'
import { runProof } from './run-proof.ts'

const proofs = await everyProof()
const proofNamed = (name: string) => proofs.find((proof) => proof.name === name)!

/** The proof, on a database where `sql` has broken what it claims. */
function broken(proof: Proof, sql: string): Proof {
  return {
    ...proof,
    async run(options) {
      await withClient(options.adminUrl, (admin) => admin.query(sql))
      return proof.run(options)
    },
  }
}

test('the proofs of this product are these', () => {
  expect(proofs.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['audit', 'import', 'race', 'sql', 'stuffing', 'tokens', 'walls']),
  )
  for (const { title } of proofs) expect(title).toMatch(/^[A-Z].*\.$/)
})

// Every proof must be able to fail, and to say of what; walls has its own file, tests/isolation/walls.test.ts.
const sabotage: [name: string, fault: string, sql: string][] = [
  // A branch that takes no bookings: whoever wins, nobody gets in.
  [
    'race',
    'Round 1: 0 booked',
    `create function close() returns trigger language plpgsql as $$ begin new.status := 'inactive'; return new; end $$;
    create trigger close before insert on clinics for each row execute function close()`,
  ],
  // Patients who stayed away are imported as if they had come.
  [
    'import',
    'noShows is 0, not 588',
    `create function turn() returns trigger language plpgsql as $$ begin new.status := 'done'; return new; end $$;
    create trigger turn before insert on appointments for each row when (new.status = 'no_show') execute function turn()`,
  ],
  // No right is ever taken away.
  [
    'tokens',
    'opened something at the next request',
    `create function keep() returns trigger language plpgsql as $$ begin return null; end $$;
    create trigger keep before delete on assignments for each row execute function keep()`,
  ],
  // Every try is one too many: the honest are locked out.
  [
    'stuffing',
    'could not sign in at first: too_many_attempts',
    `create function refuse() returns trigger language plpgsql as $$ begin return null; end $$;
    create trigger refuse before insert on sign_in_failures for each row execute function refuse()`,
  ],
]

test.each(sabotage)(
  'the proof %s fails when what it claims is broken: %s',
  { timeout: 180_000 },
  async (name, fault, sql) => {
    const result = await runProof(inject('testServer'), broken(proofNamed(name), sql))
    expect(result.passed).toBe(false)
    expect(result.failures.join('\n')).toContain(fault)
  },
)

test('a proof that breaks off has failed, with the reason', async () => {
  const stumbling: Proof = { name: 'x', title: 'X.', run: () => Promise.reject(new Error('no ground')) }
  expect(await runProof(inject('testServer'), stumbling)).toMatchObject({
    passed: false,
    sentence: 'It broke off: no ground',
  })
})

test('a proof that does not exist is refused with a sentence and exit status 1', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(rootFolder, 'bin', 'prove.ts'), 'perpetuum'], {
    encoding: 'utf8',
  })
  expect(status).toBe(1)
  const names = proofs.map(({ name }) => name).join(', ')
  expect(stderr).toBe(`There is no proof "perpetuum". There are: ${names}.\n`)
})

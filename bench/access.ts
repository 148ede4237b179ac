import { fork } from 'node:child_process'
import { join } from 'node:path'
import { openDatabase } from '#api/core/databases.ts'
import { entering, enteringAgain, readWithin, type SessionScope } from '#api/core/tx.ts'
import { getPatient } from '#api/modules/patients/queries.ts'
import type { DoorsMessage } from './authentication.ts'
import { fire, type Pace } from './load.ts'
import { answerOf, startProcess, stopProcess } from './processes.ts'
import { recording } from './record.ts'
import type { Measured, RunOptions } from './run.ts'

const atOnce = 16
const poolSize = 8

export const accessCases = [
  'sign-ins, beside bare argon2id',
  'read with token and scope, beside none',
  'read with scope, beside none',
] as const

/** What knowing who is there costs: sign-ins beside bare hashing on the same cores, and a read with and without its door. */
export async function measureAccess(options: RunOptions): Promise<Measured[]> {
  const wanted = accessCases.filter((name) => !options.only || name.includes(options.only))
  const rows: Measured[] = []
  if (wanted.includes(accessCases[0])) rows.push(await signIns(options))
  if (wanted.includes(accessCases[1]) || wanted.includes(accessCases[2])) rows.push(...(await doors(options)))
  for (const row of rows) options.report(row)
  return rows
}

/** Everybody signs in once and again: the person, the hash, the session, its tokens. Hashing alone is the control. */
async function signIns({ appUrl, secret, scene, seconds, rounds }: RunOptions): Promise<Measured> {
  const ours = await startProcess('ours.ts', { appUrl, secret, poolSize, port: 0 })
  const paces: Pace[] = []
  const bare: number[] = []
  let number = 0
  const next = () => ({
    method: 'POST' as const,
    path: '/api/session',
    body: JSON.stringify({ login: scene.logins[number++ % scene.logins.length], password: 'polyclinic' }),
  })
  try {
    await fire(ours.port, atOnce, 0.3, next)
    for (let round = 0; round < rounds; round++) {
      paces.push(await fire(ours.port, atOnce, Math.max(1, seconds), next))
      bare.push(await hashesPerSecond(Math.max(1, seconds)))
    }
  } finally {
    await stopProcess(ours.child)
  }
  return row(accessCases[0], paces, bare, 0)
}

async function hashesPerSecond(seconds: number): Promise<number> {
  const child = fork(join(import.meta.dirname, 'hashing.ts'), { env: { ...process.env, NODE_ENV: 'production' } })
  try {
    child.send({ seconds })
    return ((await answerOf(child)) as { perSecond: number }).perSecond
  } finally {
    child.kill('SIGKILL')
  }
}

async function doors({ appUrl, secret, scene, seconds, rounds }: RunOptions): Promise<Measured[]> {
  const message = await doorsMessage({ appUrl, secret }, scene)
  const token = await scene.tokens.desk()
  const process = await startProcess('authentication.ts', message)
  const paces: Record<'full' | 'entered' | 'bare', Pace[]> = { full: [], entered: [], bare: [] }
  const through = (door: keyof typeof paces, time: number) =>
    fire(process.port, atOnce, time, () => ({
      method: 'GET',
      path: `/${door}`,
      headers: { authorization: `Bearer ${token}` },
    }))
  try {
    for (const door of ['bare', 'entered', 'full'] as const) await through(door, 0.2)
    // Short turns, many of them: the three must meet the same moods of the machine.
    for (let round = 0; round < Math.max(3, 2 * rounds); round++)
      for (const door of ['bare', 'entered', 'full'] as const) paces[door].push(await through(door, seconds / 2))
  } finally {
    await stopProcess(process.child)
  }
  const bare = paces.bare.map((pace) => pace.perSecond)
  const p50 = middle(paces.bare.map((pace) => pace.p50Ms))
  return [row(accessCases[1], paces.full, bare, p50), row(accessCases[2], paces.entered, bare, p50)]
}

async function doorsMessage({ appUrl, secret }: { appUrl: string; secret: string }, scene: RunOptions['scene']) {
  const person = scene.people.desk
  const scope: SessionScope = {
    kind: 'session',
    ...person,
    permission: 'patients.read',
    clinicId: scene.clinicId,
    traceId: 'bench',
  }
  const database = openDatabase(appUrl, 1)
  const [entered] = await database.once([entering(scope)])
  const reads: DoorsMessage['reads'] = []
  for (const patientId of scene.patientIds)
    await readWithin(recording(database, reads), scope, (tx) => getPatient(tx, { patientId }))
  await database.end()
  const message: DoorsMessage = {
    appUrl,
    secret,
    poolSize,
    reads,
    enter: enteringAgain(scope, entered!.rows[0]!.pass as string),
    settings: {
      text: `select set_config('app.organization_id', $1, true), set_config('app.clinic_ids', $2, true),
        set_config('app.clinic_id', $3, true), set_config('app.user_id', $4, true)`,
      values: [person.organizationId, `{${scene.clinicId}}`, scene.clinicId, person.userId],
    },
  }
  return message
}

const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

function row(name: string, ours: Pace[], control: number[], controlP50Ms: number): Measured {
  return {
    name,
    connections: atOnce,
    ours: Math.round(middle(ours.map((pace) => pace.perSecond))),
    control: Math.round(middle(control)),
    ratio: middle(ours.map((pace, round) => pace.perSecond / control[round]!)),
    oursP50Ms: middle(ours.map((pace) => pace.p50Ms)),
    oursP99Ms: middle(ours.map((pace) => pace.p99Ms)),
    controlP50Ms,
    failures: ours.reduce((sum, pace) => sum + pace.failures, 0),
    promised: null,
  }
}

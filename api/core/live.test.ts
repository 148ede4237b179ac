import { afterAll, beforeAll, expect, test } from 'vitest'
import { listenToClinic } from '#contract/live.ts'
import { registerPatient } from '#contract/patients.ts'
import { requestOf } from '#tests/harness/caller.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
const over = new AbortController()
afterAll(() => over.abort())

const here = () => ({ clinicId: app.clinics.gulberg })
const register = (fullName: string) => app.ok(app.people.receptionist, registerPatient, { ...here(), fullName })

/** A screen that listens: how many changes of patients it has heard so far. */
async function listen(): Promise<() => number> {
  const { path, init } = requestOf(listenToClinic, here())
  const headers = { authorization: `Bearer ${app.people.manager.token}` }
  const request = new Request(`http://localhost${path}`, { ...init, headers, signal: over.signal })
  const { body } = await app.fetch(request)
  let text = ''
  void (async () => {
    for await (const part of body!) text += new TextDecoder().decode(part)
  })().catch(() => {})
  return () => text.split('"topic":"patient"').length - 1
}

test('whoever begins to listen hears what changed while her screen was loading, and each later change once', async () => {
  // Asked for, and answered, before she listens.
  await register('Amna Before')
  const first = await listen()
  await expect.poll(first).toBe(1)
  await register('Bushra Meanwhile')
  const second = await listen()
  await expect.poll(() => [first(), second()]).toEqual([2, 1])
  await register('Chand After')
  await expect.poll(() => [first(), second()]).toEqual([3, 2])
})

test('one session has fifty streams at most, and another one when one of them is closed', async () => {
  const { path, init } = requestOf(listenToClinic, here())
  const ask = async (token: string) => {
    const leaving = new AbortController()
    const headers = { authorization: `Bearer ${token}` }
    const { status } = await app.fetch(
      new Request(`http://localhost${path}`, { ...init, headers, signal: leaving.signal }),
    )
    return { status, leave: () => leaving.abort() }
  }
  const { doctor, nurse } = app.people
  const open = await Promise.all(Array.from({ length: 50 }, () => ask(doctor.token)))
  expect(new Set(open.map(({ status }) => status))).toEqual(new Set([200]))
  expect((await ask(doctor.token)).status).toBe(503)
  const other = await ask(nurse.token)
  expect(other.status).toBe(200)
  open[0]!.leave()
  const next = await ask(doctor.token)
  expect(next.status).toBe(200)
  for (const { leave } of [...open, other, next]) leave()
})

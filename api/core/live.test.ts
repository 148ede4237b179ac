import { beforeAll, expect, test } from 'vitest'
import { listenToClinic } from '#contract/live.ts'
import { registerPatient } from '#contract/patients.ts'
import { requestOf } from '#tests/harness/caller.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
const here = () => ({ clinicId: app.clinics.gulberg })
const register = (fullName: string) => app.ok(app.people.receptionist, registerPatient, { ...here(), fullName })

/** Topics as they come; `until(count)` waits for so many. */
async function listen() {
  const { path, init } = requestOf(listenToClinic, here())
  const headers = { authorization: `Bearer ${app.people.manager.token}` }
  const response = await app.fetch(new Request(`http://localhost${path}`, { ...init, headers }))
  const reader = response.body!.getReader()
  let text = ''
  const topics = () => [...text.matchAll(/"topic":"(\w+)"/g)].map(([, topic]) => topic)
  return {
    async until(count: number) {
      while (topics().length < count) text += new TextDecoder().decode((await reader.read()).value)
      return topics()
    },
    close: () => reader.cancel(),
  }
}

test('whoever begins to listen hears what changed while her screen was loading, and each later change once', async () => {
  // Asked for, and answered, before she listens.
  await register('Amna Before')
  const first = await listen()
  expect(await first.until(1)).toEqual(['patient'])
  await register('Bushra Meanwhile')
  const second = await listen()
  expect(await second.until(1)).toEqual(['patient'])
  expect(await first.until(2)).toEqual(['patient', 'patient'])
  await register('Chand After')
  expect(await first.until(3)).toHaveLength(3)
  expect(await second.until(2)).toHaveLength(2)
  await Promise.all([first.close(), second.close()])
})

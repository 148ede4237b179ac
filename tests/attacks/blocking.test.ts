import { monitorEventLoopDelay } from 'node:perf_hooks'
import { expect, test } from 'vitest'
import { uploadImport } from '#contract/imports.ts'
import { openTestApp } from '#tests/harness/fixture.ts'

test('a million empty lines in an import do not keep the server from everybody else', async () => {
  const app = await openTestApp()
  const file = new TextEncoder().encode(`Name,Phone\n${'\n'.repeat(1_000_000)}`)
  const upload = { clinicId: app.clinics.gulberg, kind: 'patients' as const, fileName: 'lines.csv' }
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const reply = await app.call(app.people.owner, uploadImport, upload, { file })
  delay.disable()
  expect(reply).toMatchObject({ status: 422, refusal: 'invalid' })
  expect(reply.error!.message).toMatch(/more than 400,000 lines/)
  // It was minutes; a busy machine may be slow, but not that slow.
  expect(delay.max / 1e6, 'milliseconds at a stretch').toBeLessThan(5000)
}, 60_000)

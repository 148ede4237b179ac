import { beforeAll, expect, test } from 'vitest'
import { endpoint } from '#contract/endpoint.ts'
import { getReadiness } from '#contract/health.ts'
import { openTestApp, type TestApp } from './fixture.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})

test('the app of a test answers from a database of its own', async () => {
  expect(await app.call(null, getReadiness, {})).toMatchObject({ status: 200, body: { ready: true } })
  const { rows } = await app.admin.query('select count(*)::int as clinics from clinics')
  expect(rows).toEqual([{ clinics: 3 }])
})

test('a path that the contract does not know is refused as nothing', async () => {
  const nowhere = endpoint({ name: 'nowhere', verb: 'GET', path: '/nowhere', needs: 'signed_in', summary: '' })
  expect(await app.call(app.people.owner, nowhere, {})).toMatchObject({ status: 404, refusal: 'not_found' })
})

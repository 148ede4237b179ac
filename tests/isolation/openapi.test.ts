import { beforeAll, expect, test } from 'vitest'
import { pathParams } from '#contract/endpoint.ts'
import { everyEndpoint } from '#contract/index.ts'
import { openTestApp } from '#tests/harness/fixture.ts'

let document: any
let page: string
beforeAll(async () => {
  const { fetch } = await openTestApp()
  const ask = async (path: string) => fetch(new Request(`http://localhost${path}`))
  document = await (await ask('/api/openapi.json')).json()
  page = await (await ask('/api/docs')).text()
})

const inDocument = (path: string) => `/api${path.replace(/:([A-Za-z]+)/g, '{$1}')}`

test.each(everyEndpoint)('$name stands in the OpenAPI document as the contract has it', (endpoint) => {
  const { name, verb, path, needs, status = 200 } = endpoint
  const operation = document.paths[inDocument(path)]?.[verb.toLowerCase()]
  expect(operation).toMatchObject({ operationId: name, summary: endpoint.summary })
  const parameters = (operation.parameters ?? []) as { in: string; name: string; required?: boolean }[]
  expect(parameters.filter((one) => one.in === 'path').map((one) => one.name)).toEqual(pathParams(path))
  expect(parameters.filter((one) => one.in === 'path' && !one.required)).toEqual([])
  expect(Object.keys(operation.responses)).toEqual([String(status), 'default'])
  expect(operation.security).toEqual(needs === 'public' ? undefined : [{ session: [] }])
})

test('the document holds nothing else, and is one: versions, references and security schemes are there', () => {
  const operations = Object.values(document.paths as Record<string, object>).flatMap((path) => Object.keys(path))
  expect(operations).toHaveLength(everyEndpoint.length)
  expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'Polyclinic', version: expect.any(String) } })
  expect(document.components.securitySchemes.session).toMatchObject({ type: 'http', scheme: 'bearer' })
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map((found) => found[1]!)
  const missing = references.filter(
    (reference) => reference.split('/').reduce((inside: any, name) => inside?.[name], document) === undefined,
  )
  expect(missing).toEqual([])
})

test('every parameter and body has a schema that says what it is', () => {
  const bare: string[] = []
  const look = (schema: any, where: string) => {
    if (schema === undefined || typeof schema !== 'object') bare.push(where)
  }
  for (const path of Object.values(document.paths as Record<string, Record<string, any>>))
    for (const operation of Object.values(path)) {
      for (const one of operation.parameters ?? []) look(one.schema, `${operation.operationId} ${one.name}`)
      for (const [type, body] of Object.entries<any>(operation.requestBody?.content ?? {}))
        look(body.schema, `${operation.operationId} ${type}`)
    }
  expect(bare).toEqual([])
})

test('the page for people names every endpoint', () => {
  expect(everyEndpoint.filter(({ path }) => !page.includes(path.split('/').at(-1)!)).map(({ name }) => name)).toEqual(
    [],
  )
})

import { expect, test } from 'vitest'
import { requestFor } from './api.ts'
import { readEvents } from './event-stream.ts'

test('path parameters come out of the input and the rest becomes the query', () => {
  const endpoint = { verb: 'GET' as const, path: '/clinics/:clinicId/appointments' }
  const request = requestFor(endpoint, {
    clinicId: 'a b',
    on: '2026-11-21',
    doctorIds: ['x', 'y'],
    open: true,
    page: 2,
  })
  expect(request.url).toBe('/api/clinics/a%20b/appointments?on=2026-11-21&doctorIds=x&doctorIds=y&open=true&page=2')
  expect(request.body).toBeUndefined()
})

test('what was left undefined or null is not sent in a query', () => {
  expect(requestFor({ verb: 'DELETE', path: '/x/:id' }, { id: 1, a: undefined, b: null }).url).toBe('/api/x/1')
})

test('a change sends the rest as JSON and leaves the given input alone', () => {
  const input = { clinicId: 'c', note: 'hello' }
  const request = requestFor({ verb: 'POST', path: '/clinics/:clinicId/notes' }, input)
  expect(request).toMatchObject({ method: 'POST', url: '/api/clinics/c/notes', body: '{"note":"hello"}' })
  expect(input.clinicId).toBe('c')
})

test('an event cut in the middle by the network is read whole', async () => {
  const chunks = [
    'event: changed\nda',
    'ta: {"topic":"queue"}\n',
    '\n: heartbeat\n\nid: 7\ndata: {"topic":"a"}\r\n\r\n',
  ]
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk))
      controller.close()
    },
  })
  const events = []
  for await (const event of readEvents(body)) events.push(event)
  expect(events).toEqual([
    { event: 'changed', data: '{"topic":"queue"}' },
    { event: 'message', data: '' },
    { event: 'message', data: '{"topic":"a"}' },
  ])
})

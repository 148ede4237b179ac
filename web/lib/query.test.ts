import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { renewScope } from './query.ts'

function watchSlowly() {
  const client = new QueryClient()
  const answers: ((data: string) => void)[] = []
  let cut = 0
  const observer = new QueryObserver<string>(client, {
    queryKey: ['listDay'],
    meta: { scope: 'gulberg', topics: ['appointment'] },
    queryFn: ({ signal }) => {
      signal.addEventListener('abort', () => cut++)
      return new Promise((resolve) => answers.push(resolve))
    },
  })
  const stop = observer.subscribe(() => {})
  return { client, answers, cut: () => cut, data: () => observer.getCurrentResult().data, stop }
}

test('events that come faster than an answer do not cut it off, and it is asked for once more', async () => {
  const { client, answers, cut, data, stop } = watchSlowly()
  for (let events = 0; events < 5; events++) renewScope(client, 'gulberg', 'appointment')
  expect([answers.length, cut()]).toEqual([1, 0])

  answers[0]!('as it was before the events')
  await expect.poll(() => answers.length).toBe(2)
  expect(data()).toBe('as it was before the events')
  answers[1]!('as it is')
  await expect.poll(data).toBe('as it is')
  expect([answers.length, cut()]).toEqual([2, 0])
  stop()
})

test('an event of another scope or topic asks for nothing', async () => {
  const { client, answers, data, stop } = watchSlowly()
  answers[0]!('there')
  await expect.poll(data).toBe('there')
  renewScope(client, 'dha', 'appointment')
  renewScope(client, 'gulberg', 'invoice')
  expect(answers.length).toBe(1)
  renewScope(client, 'gulberg', 'appointment')
  expect(answers.length).toBe(2)
  stop()
})

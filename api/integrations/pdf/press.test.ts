import type { ChildProcess } from 'node:child_process'
import { expect, test, vi } from 'vitest'
import { PdfFailed, print } from './press.ts'
import { token } from './samples.test-help.ts'
import { typeset } from './typeset.ts'

const started: ChildProcess[] = []
vi.mock('node:child_process', async (original) => {
  const real = await original<typeof import('node:child_process')>()
  const fork = (...parameters: Parameters<typeof real.fork>) => {
    const child = real.fork(...parameters)
    started.push(child)
    return child
  }
  return { ...real, fork }
})

const order = (number: number) => ({
  template: 'token' as const,
  subject: `${number}`,
  data: { ...token, token: `${number}` },
})

test('a press that dies costs the document it was at; the others are set by a new one', async () => {
  await print(order(0))
  const asked = [1, 2, 3].map((number) => print(order(number)))
  started.at(-1)!.kill('SIGKILL')
  const results = await Promise.allSettled(asked)
  expect(results.map((result) => result.status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
  expect(results[0]).toMatchObject({ reason: expect.any(PdfFailed) })
  expect(started).toHaveLength(2)
})

test('one press sets them all, each asker getting its own document', async () => {
  const numbers = Array.from({ length: 20 }, (_, index) => index)
  const before = started.length
  const pdfs = await Promise.all(numbers.map((number) => print(order(number))))
  for (const [index, pdf] of pdfs.entries()) expect(pdf.equals(typeset(order(index)))).toBe(true)
  expect(started.length - before).toBeLessThanOrEqual(1)
})

test('a thousand documents do not make the press grow', () => {
  const set = (count: number) => {
    for (let number = 0; number < count; number++) typeset(order(number))
    return process.memoryUsage.rss() / 1e6
  }
  const warm = set(200)
  expect(set(1000) - warm).toBeLessThan(60)
}, 60_000)

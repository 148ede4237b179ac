import { expect, test } from 'vitest'
import { openFairQueue } from './fair-queue.ts'

/** Work that ends when it is told to, and notes its turn. */
function worker() {
  const order: string[] = []
  const ends: (() => void)[] = []
  const work = (name: string) => () => {
    order.push(name)
    return new Promise<void>((resolve) => ends.push(resolve))
  }
  const endOne = async () => {
    await new Promise((resolve) => setImmediate(resolve))
    ends.shift()?.()
  }
  return { order, work, endOne }
}

test('lanes take turns, and the trusted go first', async () => {
  const queue = openFairQueue({ atOnce: 1, most: 10 })
  const { order, work, endOne } = worker()
  const all = [
    queue.run('a', false, work('a1')),
    queue.run('a', false, work('a2')),
    queue.run('a', false, work('a3')),
    queue.run('b', false, work('b1')),
    queue.run('c', true, work('c1')),
  ]
  for (let count = 0; count < 5; count++) await endOne()
  await Promise.all(all)
  expect(order).toEqual(['a1', 'c1', 'a2', 'b1', 'a3'])
})

test('beyond its end it refuses, and what fails gives its place back', async () => {
  const queue = openFairQueue({ atOnce: 1, most: 1 })
  const { work, endOne } = worker()
  const running = queue.run('a', false, work('a1'))
  const failing = expect(queue.run('a', false, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await expect(queue.run('a', false, work('a3'))).rejects.toMatchObject({ code: 'busy' })
  await endOne()
  await running
  await failing
  const after = queue.run('b', false, async () => 'in')
  expect(await after).toBe('in')
})

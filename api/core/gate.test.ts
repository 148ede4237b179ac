import { expect, test } from 'vitest'
import { Refused } from './errors.ts'
import { oneAtATime } from './gate.ts'

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await null
}

test('callers with the same key go one after the other, in order; other keys do not wait', async () => {
  const seen: string[] = []
  const visit = (key: string, name: string) =>
    oneAtATime([key], async () => {
      seen.push(`${name} in`)
      await turns(20)
      seen.push(`${name} out`)
    })
  await Promise.all([visit('sana', 'first'), visit('sana', 'second'), visit('bilal', 'other')])
  const ofSana = seen.filter((line) => !line.startsWith('other'))
  expect(ofSana).toEqual(['first in', 'first out', 'second in', 'second out'])
  expect(seen.indexOf('other in')).toBeLessThan(seen.indexOf('second in'))
})

test('two callers with the same two keys in opposite order both come through', async () => {
  const both = [oneAtATime(['a', 'b'], () => turns(5)), oneAtATime(['b', 'a'], () => turns(5))]
  await expect(Promise.all(both)).resolves.toHaveLength(2)
})

const question = { question: 'ten o’clock', codes: ['slot_taken'] }
const givenOn = { ...question, refuse: async (refused: Refused) => `given on: ${refused.code}` }

test('a refusal found while one waited is given on without asking again', async () => {
  let asked = 0
  const ask = () =>
    oneAtATime(
      ['doctor'],
      async () => {
        asked += 1
        await new Promise((resolve) => setTimeout(resolve, 5))
        if (asked === 1) return 'booked'
        throw new Refused('slot_taken')
      },
      givenOn,
    ).catch((error: Refused) => error.code)
  expect(await Promise.all([ask(), ask(), ask(), ask()])).toEqual([
    'booked',
    'slot_taken',
    'given on: slot_taken',
    'given on: slot_taken',
  ])
  expect(asked).toBe(2)
})

test('a refusal from before one came, of another question or of another kind is not given on', async () => {
  const refuse = (code: 'slot_taken' | 'not_found', sharing = givenOn) =>
    oneAtATime(
      ['doctor'],
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 5))
        throw new Refused(code)
      },
      sharing,
    ).catch((error: Refused) => error.code)
  const holding = oneAtATime(['doctor'], () => new Promise((resolve) => setTimeout(resolve, 10)))
  const others = [
    refuse('slot_taken'),
    refuse('slot_taken', { ...givenOn, question: 'eleven' }),
    refuse('not_found', { ...givenOn, question: 'noon' }),
    refuse('not_found', { ...givenOn, question: 'noon' }),
  ]
  await holding
  const late = refuse('not_found')
  expect(await Promise.all(others)).toEqual(['slot_taken', 'slot_taken', 'not_found', 'not_found'])
  expect(await late).toMatch(/slot_taken|not_found/)
  expect(await refuse('not_found')).toBe('not_found')
})

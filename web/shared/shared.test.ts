import { expect, test } from 'vitest'
import { samePlace } from '../lib/paths.ts'
import type { SessionClinic } from '../lib/session.ts'
import { byCity } from './branches.ts'
import { type Command, matching } from './commands.ts'

const command = (label: string, detail = ''): Command => ({ id: label, label, detail, run: () => {} })

test('Ctrl+K finds a command by the beginnings of its words, in any order', () => {
  const commands = [command('Gulberg Branch', 'Lahore'), command('Model Town Branch', 'Multan'), command('Book')]
  expect(matching(commands, 'lah gul').map(({ label }) => label)).toEqual(['Gulberg Branch'])
  expect(matching(commands, 'branch')).toHaveLength(2)
  expect(matching(commands, 'ulberg')).toEqual([])
  expect(matching(commands, ' ')).toHaveLength(3)
})

test('changing the branch stays on the screen, but not on another branch’s patient', () => {
  expect(samePlace('/clinics/a/day', 'b')).toBe('/clinics/b/day')
  expect(samePlace('/clinics/a/settings/hours', 'b')).toBe('/clinics/b/settings/hours')
  expect(samePlace('/clinics/a/patients/7', 'b')).toBe('/clinics/b/patients')
  expect(samePlace('/network', 'b')).toBe('/clinics/b')
})

test('branches are listed by city and name, and found by either', () => {
  const clinics = [
    { id: '1', name: 'Saddar', city: 'Karachi' },
    { id: '2', name: 'Gulberg', city: 'Lahore' },
    { id: '3', name: 'Clifton', city: 'Karachi' },
  ] as SessionClinic[]
  const names = (query: string) =>
    byCity(clinics, query).map(({ city, clinics: own }) => [city, own.map((c) => c.name)])
  expect(names('')).toEqual([
    ['Karachi', ['Clifton', 'Saddar']],
    ['Lahore', ['Gulberg']],
  ])
  expect(names('karachi')).toEqual([['Karachi', ['Clifton', 'Saddar']]])
  expect(names('gul')).toEqual([['Lahore', ['Gulberg']]])
})

import { expect, test } from 'vitest'
import type { BranchRow } from '#contract/network.ts'
import { arrange, placesOf } from './arrange.ts'

const branch = (name: string, city: string, region: string, more: Partial<BranchRow> = {}) =>
  ({ clinicId: name, name, city, region, attention: 0, booked: 0, noShowPerMille: null, ...more }) as BranchRow

const ranked = [
  branch('Latifabad', 'Hyderabad', 'South', { attention: 2000, booked: 23 }),
  branch('Gulberg', 'Lahore', 'Central', { attention: 300, booked: 33, noShowPerMille: 143 }),
  branch('Clifton', 'Karachi', 'South', { booked: 40, noShowPerMille: 250 }),
  branch('Johar Town', 'Lahore', 'Central', { booked: 16, noShowPerMille: 0 }),
]
const names = (search: Parameters<typeof arrange>[1]) =>
  arrange(ranked, search).flatMap(({ rows }) => rows.map(({ name }) => name))

test('without a wish the rows stay as the API ranked them', () => {
  expect(names({})).toEqual(['Latifabad', 'Gulberg', 'Clifton', 'Johar Town'])
})

test('a search finds by any words of name, city and region', () => {
  expect(names({ q: 'lahore joh' })).toEqual(['Johar Town'])
  expect(names({ q: 'peshawar' })).toEqual([])
})

test('filters and orders join', () => {
  expect(names({ region: 'South', sort: 'booked' })).toEqual(['Clifton', 'Latifabad'])
  expect(names({ city: 'Lahore', sort: 'name' })).toEqual(['Gulberg', 'Johar Town'])
})

test('branches without a figure come last in its order', () => {
  expect(names({ sort: 'noShow' }).at(-1)).toBe('Latifabad')
})

test('grouped by region, the region with the worst trouble comes first and rows keep their rank', () => {
  expect(
    arrange(ranked, { group: 'region' }).map(({ region, rows }) => [region, rows.map(({ name }) => name)]),
  ).toEqual([
    ['South', ['Latifabad', 'Clifton']],
    ['Central', ['Gulberg', 'Johar Town']],
  ])
})

test('the cities on offer are those of the region chosen', () => {
  expect(placesOf(ranked, 'South')).toEqual({ regions: ['Central', 'South'], cities: ['Hyderabad', 'Karachi'] })
  expect(placesOf(ranked, undefined).cities).toEqual(['Hyderabad', 'Karachi', 'Lahore'])
})

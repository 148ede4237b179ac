import { expect, test } from 'vitest'
import { brandShades } from './brand-color.ts'
import { contrast, hexOf, oklchOf } from './oklch.ts'

const brands = [
  '#0f766e',
  '#ffd400',
  '#0a1a4a',
  '#ff0000',
  '#ffffff',
  '#000000',
  '#7c3aed',
  '#00e5ff',
  '#808080',
  '#f0f',
]

test.each(brands)('%s makes buttons and links that can be read, in light and dark', (brand) => {
  const shades = brandShades(brand)
  expect(contrast(shades[6], '#ffffff')).toBeGreaterThanOrEqual(4.5)
  expect(contrast(shades[6], '#f3f4f6')).toBeGreaterThanOrEqual(4.5)
  expect(contrast(shades[7], '#ffffff')).toBeGreaterThanOrEqual(4.5)
  expect(contrast(shades[7], shades[1])).toBeGreaterThanOrEqual(4.5)
  expect(contrast(shades[4], '#23262d')).toBeGreaterThanOrEqual(4.5)
})

test.each(brands)('%s goes from light to dark without turning back', (brand) => {
  const lightness = brandShades(brand).map((shade) => oklchOf(shade)!.l)
  expect(lightness).toEqual([...lightness].sort((a, b) => b - a))
})

test('a colour that is readable already stays as the clinic chose it', () => {
  expect(brandShades('#0f766e')[6]).toBe('#0f766e')
})

test('what is not a colour falls back to our own', () => {
  expect(brandShades('teal-ish')).toEqual(brandShades('#0f766e'))
  expect(brandShades(null)).toEqual(brandShades('#0f766e'))
})

test('a colour survives the way there and back', () => {
  for (const hex of ['#123456', '#fedcba', '#7c3aed']) expect(hexOf(oklchOf(hex)!)).toBe(hex)
})

import { contrast, hexOf, type Oklch, oklchOf } from './oklch.ts'

export type Shades = readonly [string, string, string, string, string, string, string, string, string, string]

export const polyclinicColor = '#0f766e'

/** Grounds the shades must be readable on: the darkest light surface and the lightest dark one. */
const lightGround = '#f3f4f6'
const darkGround = '#23262d'
const readable = 4.6

/**
 * Ten shades, light to dark, from any brand colour, for Mantine.
 * Whatever a clinic picks, yellow or navy: shade 6 carries white text and is readable as a link on
 * light grounds, shade 4 is readable on dark grounds, shade 7 carries white text in dark mode.
 */
export function brandShades(hex: string | null | undefined): Shades {
  const brand = oklchOf(hex ?? '') ?? oklchOf(polyclinicColor)!
  const fill = darkenUntil(brand, (color) => contrast(color, lightGround) >= readable)
  const onDark = lightenUntil(at(fill, mix(0.985, fill.l, 0.66)), (color) => contrast(color, darkGround) >= readable)
  // A very light "readable on dark" shade (yellow) leaves less room above it: the lights share what there is.
  const lights = [1, 0.75, 0.45, 0.2].map((share) => mix(onDark.l, 0.968, share)).map((l) => at(fill, l, tint(l)))
  const between = at(fill, mix(onDark.l, fill.l, 0.5))
  const darks = [0.12, 0.22, 0.32].map((step) => at(fill, fill.l * (1 - step)))
  return [...lights, onDark, between, fill, ...darks].map(hexOf) as unknown as Shades
}

/** Pale shades of a vivid colour glow; a page of them tires. */
function tint(l: number): number {
  return l > 0.93 ? 0.12 : l > 0.86 ? 0.36 : 0.7
}

function at(color: Oklch, l: number, chromaShare = 1): Oklch {
  return { ...color, l, c: color.c * chromaShare }
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share
}

function darkenUntil(color: Oklch, isEnough: (hex: string) => boolean): Oklch {
  let next = color
  while (next.l > 0 && !isEnough(hexOf(next))) next = at(next, next.l - 0.004)
  return next
}

function lightenUntil(color: Oklch, isEnough: (hex: string) => boolean): Oklch {
  let next = color
  while (next.l < 1 && !isEnough(hexOf(next))) next = at(next, next.l + 0.004)
  return next
}

/** Colour arithmetic for brand colours. Formulas: Björn Ottosson, "A perceptual color space" (2020); WCAG 2.2 contrast. */

/** Lightness 0–1, chroma 0–0.37, hue in radians. */
export interface Oklch {
  l: number
  c: number
  h: number
}

type Rgb = readonly [number, number, number]

export function oklchOf(hex: string): Oklch | null {
  const rgb = rgbOf(hex)
  if (!rgb) return null
  const [r, g, b] = rgb.map(toLinear) as unknown as Rgb
  const long = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const medium = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const short = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const l = 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short
  const a = 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short
  const bb = 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short
  return { l, c: Math.hypot(a, bb), h: Math.atan2(bb, a) }
}

/** The nearest colour a screen can show: chroma gives way, lightness and hue stay. */
export function hexOf({ l, c, h }: Oklch): string {
  let low = 0
  let high = c
  for (let step = 0; step < 18 && !inGamut(linearOf({ l, c: high, h })); step += 1) {
    const middle = (low + high) / 2
    if (inGamut(linearOf({ l, c: middle, h }))) low = middle
    else high = middle
    if (high - low < 0.0005) high = low
  }
  const channels = linearOf({ l, c: high, h }).map((value) => Math.round(toGamma(clamp(value)) * 255))
  return `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

/** WCAG contrast of two hex colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [r, g, b] = (rgbOf(hex) ?? [0, 0, 0]).map(toLinear) as unknown as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function rgbOf(hex: string): Rgb | null {
  const short = /^#?([\da-f])([\da-f])([\da-f])$/i.exec(hex.trim())
  const long = /^#?([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(hex.trim())
  const parts = short?.slice(1).map((digit) => digit + digit) ?? long?.slice(1)
  return parts ? (parts.map((part) => Number.parseInt(part, 16) / 255) as unknown as Rgb) : null
}

function linearOf({ l, c, h }: Oklch): Rgb {
  const a = c * Math.cos(h)
  const b = c * Math.sin(h)
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ]
}

function inGamut(rgb: Rgb): boolean {
  return rgb.every((value) => value >= -0.0005 && value <= 1.0005)
}

function toLinear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

function toGamma(value: number): number {
  return value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value))
}

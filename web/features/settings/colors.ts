/** Colours that clinics like and that read well; any other can be typed. */
export const swatches = [
  '#0f766e',
  '#0e7490',
  '#1d4ed8',
  '#4338ca',
  '#7e22ce',
  '#be185d',
  '#b91c1c',
  '#c2410c',
  '#a16207',
  '#4d7c0f',
  '#15803d',
  '#475569',
  '#334155',
  '#78350f',
  '#9f1239',
  '#155e75',
]

export function isColor(text: string): boolean {
  return /^#[0-9a-f]{6}$/.test(text)
}

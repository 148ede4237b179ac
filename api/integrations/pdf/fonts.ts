import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { unpackWoff } from './woff.ts'

// In the order in which a letter is looked for; the templates know them by the same names.
const families: [family: string, file: string][] = [
  ['Polyclinic Latin', 'noto-sans/files/noto-sans-latin'],
  ['Polyclinic Latin Extended', 'noto-sans/files/noto-sans-latin-ext'],
  ['Polyclinic Devanagari', 'noto-sans-devanagari/files/noto-sans-devanagari-devanagari'],
  ['Polyclinic Nastaliq', 'noto-nastaliq-urdu/files/noto-nastaliq-urdu-arabic'],
  ['Polyclinic Naskh', 'noto-naskh-arabic/files/noto-naskh-arabic-arabic'],
]
const weights = [400, 600]

/** The Noto fonts (SIL Open Font License) as OpenType bytes, about 2.4 MB, in regular and semibold. */
export function readFonts(): Buffer[] {
  const { resolve } = createRequire(import.meta.url)
  return families.flatMap(([family, file]) =>
    weights.map((weight) => unpackWoff(readFileSync(resolve(`@fontsource/${file}-${weight}-normal.woff`)), family)),
  )
}

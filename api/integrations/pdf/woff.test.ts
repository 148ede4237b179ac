import { expect, test } from 'vitest'
import { readFonts } from './fonts.ts'
import { unpackWoff } from './woff.ts'

test('each font becomes an OpenType file with all its tables in place', () => {
  const fonts = readFonts()
  expect(fonts).toHaveLength(10)
  for (const font of fonts) {
    expect(font.readUInt32BE(0)).toBe(0x00010000)
    const tags = Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
      const entry = 12 + index * 16
      expect(font.readUInt32BE(entry + 8) + font.readUInt32BE(entry + 12)).toBeLessThanOrEqual(font.length)
      return font.toString('latin1', entry, entry + 4)
    })
    for (const needed of ['GSUB', 'OS/2', 'cmap', 'glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'name'])
      expect(tags).toContain(needed)
  }
})

test('a file that is no WOFF font is refused', () => {
  expect(() => unpackWoff(Buffer.from('wOF2 and so on'), 'Any')).toThrow('Not a WOFF font')
})

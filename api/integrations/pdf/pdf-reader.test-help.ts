import { inflateSync } from 'node:zlib'

/** Letters drawn together: `glyphs` left to right as drawn, `text` what copying them gives, x and y in points from the bottom left. */
export type Run = { page: number; x: number; y: number; font: string; glyphs: number[]; text: string }
type Font = { name: string; letters: Map<number, string> }
type Matrix = [number, number, number, number, number, number]

/** Reads back what Typst writes, so that a test sees glyphs and places rather than bytes. No general PDF reader. */
export function readPdf(pdf: Buffer): {
  pages: number
  width: number
  height: number
  title: string
  runs: Run[]
  text: string
} {
  const objects = readObjects(pdf)
  const pages = [...objects.values()].filter(({ dict }) => /\/Type \/Page\b/.test(dict))
  const runs = pages.flatMap(({ dict }, page) => {
    const resources = objects.get(reference(dict, 'Resources'))!.dict
    return readRuns(objects.get(reference(dict, 'Contents'))!.stream(), page, readFonts(resources, objects))
  })
  const [, width = 0, height = 0] = /MediaBox \[0 0 ([\d.]+) ([\d.]+)/.exec(pages[0]!.dict)?.map(Number) ?? []
  const title = /\/Title \((.*)\)/.exec(pdf.toString('latin1'))?.[1] ?? ''
  return { pages: pages.length, width, height, title, runs, text: runs.map((run) => run.text).join('\n') }
}

/** The first run whose text holds these letters. */
export function find(runs: Run[], text: string): Run {
  const run = runs.find((candidate) => candidate.text.includes(text))
  if (!run) throw new Error(`Nothing on the page reads ${text}: ${runs.map((candidate) => candidate.text).join(' | ')}`)
  return run
}

type PdfObject = { dict: string; stream: () => string }

function readObjects(pdf: Buffer): Map<number, PdfObject> {
  const source = pdf.toString('latin1')
  return new Map(
    Array.from(source.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g), ([, id, body = '']) => {
      const [dict = '', data = ''] = body.split(/stream\r?\n/)
      return [Number(id), { dict, stream: () => inflateSync(Buffer.from(data, 'latin1')).toString('latin1') }]
    }),
  )
}

const reference = (dict: string, key: string) => Number(new RegExp(`/${key} (\\d+) 0 R`).exec(dict)?.[1])

function readFonts(resources: string, objects: Map<number, PdfObject>): Map<string, Font> {
  return new Map(
    Array.from(resources.matchAll(/\/(F\d+) (\d+) 0 R/g), ([, key = '', id]) => {
      const { dict } = objects.get(Number(id))!
      const map = objects.get(reference(dict, 'ToUnicode'))!.stream()
      const pairs = Array.from(map.matchAll(/^<(\w{4})> <(\w+)>$/gm), ([, glyph = '', code = '']) => {
        return [Number.parseInt(glyph, 16), Buffer.from(code, 'hex').swap16().toString('utf16le')] as const
      })
      return [key, { name: /BaseFont \/\w+\+(\S+)/.exec(dict)?.[1] ?? '', letters: new Map(pairs) }]
    }),
  )
}

// A string may hold balanced brackets as they are; four deep is plenty for glyph numbers.
const inner = [1, 2, 3, 4].reduce((deeper) => `(?:\\\\[^]|[^\\\\()]|\\(${deeper}\\))*`, '(?:\\\\[^]|[^\\\\()])*')
const number = '-?[\\d.]+ '
const operator = new RegExp(`(\\(${inner}\\))|/(F\\d+) [\\d.]+ Tf|((?:${number}){6})(cm|Tm)|\\b(BT|TJ|Tj|q|Q)\\b`, 'g')

function readRuns(content: string, page: number, fonts: Map<string, Font>): Run[] {
  const runs: Run[] = []
  const saved: [Matrix, Font | undefined][] = []
  let [here, text, drawn] = [identity, identity, ''] as [Matrix, Matrix, string]
  let font: Font | undefined
  for (const [, string, fontKey, numbers, placing, command] of content.matchAll(operator)) {
    if (string) drawn += plain(string.slice(1, -1))
    else if (fontKey) font = fonts.get(fontKey)
    else if (placing === 'cm') here = multiply(numbers!.trim().split(' ').map(Number) as Matrix, here)
    else if (placing === 'Tm') text = multiply(numbers!.trim().split(' ').map(Number) as Matrix, here)
    else if (command === 'q') saved.push([here, font])
    else if (command === 'Q') [here, font] = saved.pop() ?? [identity, undefined]
    else if (command !== 'BT' && font) {
      const bytes = Buffer.from(drawn, 'latin1')
      const glyphs = Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readUInt16BE(index * 2))
      const letters = glyphs.map((glyph) => font?.letters.get(glyph) ?? '').join('')
      runs.push({ page, x: text[4], y: text[5], font: font.name, glyphs, text: letters })
    }
    if (command === 'BT' || command === 'TJ' || command === 'Tj') drawn = ''
  }
  return runs
}

const identity: Matrix = [1, 0, 0, 1, 0, 0]
const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
const plain = (text: string) =>
  text.replace(/\\(?:([0-7]{1,3})|([\s\S]))/g, (_, octal, letter) =>
    octal ? String.fromCharCode(Number.parseInt(octal, 8)) : (escapes[letter] ?? letter),
  )

function multiply([a, b, c, d, e, f]: Matrix, [p, q, r, s, t, u]: Matrix): Matrix {
  return [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u]
}

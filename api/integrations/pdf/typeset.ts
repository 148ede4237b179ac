import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { readFonts } from './fonts.ts'
import { voiceOf } from './labels.ts'
import { type Logo, logoFile } from './logo.ts'
import { tidy } from './tidy.ts'
import type { Letterhead } from './types.ts'

type Template = 'receipt' | 'invoice' | 'prescription' | 'token' | 'patient'
type Sheet = { letterhead: Letterhead; locale: string; paper?: 'a4' | 'a5' }
export type Order = { template: Template; subject: string; data: Sheet }

const templates = fileURLToPath(new URL('./templates', import.meta.url))
// How many documents a remembered piece of layout outlives unused. Measured on a mix of documents: 3 takes three
// times as long a piece, 30 keeps 25 MB more and is no faster.
const cacheAge = 10

const compiler = NodeCompiler.create({ workspace: templates, fontArgs: [{ fontBlobs: readFonts() }] })

/**
 * Compiles one document and gives its PDF bytes; blocks for 3 to 25 ms, so it runs in a process of its own.
 *
 * Typst is asked for the bytes in one step, never for the laid-out document first: that holds about 0.4 MB outside the
 * JavaScript heap until the garbage collector happens to run, which it has no reason to do.
 * @throws Error whose `code` is Typst's message
 */
export function typeset({ template, subject, data }: Order): Buffer {
  const { logo, color, ...letterhead } = data.letterhead
  const values = {
    paper: 'a5',
    ...tidy({ ...data, letterhead: { ...letterhead, color: colorOf(color) }, subject }),
    voice: voiceOf(data.locale),
  }
  const compile = (file: Logo | null) => {
    const head = file ? { ...values.letterhead, logo: file.path } : values.letterhead
    const inputs = { data: JSON.stringify({ ...values, letterhead: head }) }
    return withLogo(file, () => compiler.pdf({ mainFilePath: `${templates}/${template}.typ`, inputs }))
  }

  const file = logoFile(logo)
  try {
    // A spoiled logo must not cost the patient the receipt.
    return (file && attempt(() => compile(file))) ?? compile(null)
  } finally {
    compiler.evictCache(cacheAge)
  }
}

const colorOf = (color: string | undefined) => (color && /^#[0-9a-f]{6}$/i.test(color) ? color : '#1f2937')

function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}

// Typst reads the logo as a file that exists only in its memory, and only for this document.
function withLogo<T>(file: Logo | null, compile: () => T): T {
  if (!file) return compile()
  compiler.mapShadow(templates + file.path, file.bytes)
  try {
    return compile()
  } finally {
    compiler.unmapShadow(templates + file.path)
  }
}

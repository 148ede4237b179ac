import { expect, test } from 'vitest'
import { PdfFailed, renderInvoice, renderPrescription, renderReceipt, renderToken } from './index.ts'
import { readPdf } from './pdf-reader.test-help.ts'
import { invoice, letterhead, logo, prescription, receipt, token } from './samples.test-help.ts'

const mm = (points: number) => Math.round((points / 72) * 25.4)

test('a receipt says who paid what, for which invoice, to whom, and what is left', async () => {
  const { text, pages, title } = readPdf(await renderReceipt(receipt))
  for (const value of [
    'DentoCare Gulberg',
    receipt.number,
    receipt.date,
    'GUL-10482',
    '+92 300 •••• 567',
    'PKR 12,500.00',
  ])
    expect(text).toContain(value)
  for (const value of ['GUL-I-2026-002911', 'PKR 12,000.00', 'Cash', 'PKR 31,500.00', 'Sana Iqbal', 'Page 1 of 1'])
    expect(text).toContain(value)
  expect(pages).toBe(1)
  expect(title).toBe(receipt.number)
})

test('an invoice leaves out the columns nobody filled', async () => {
  const english = { ...invoice, locale: 'en' }
  const full = readPdf(await renderInvoice(english)).text
  const bare = readPdf(await renderInvoice({ ...english, lines: [{ ...english.lines[0]!, tooth: undefined }] })).text
  expect(full).toContain('Tooth')
  expect(bare).not.toContain('Tooth')
  expect(bare).not.toContain('Discount')
  expect(bare).toContain('Root canal treatment')
})

test('a prescription without known allergies leaves a line to write them on', async () => {
  const { text } = readPdf(await renderPrescription({ ...prescription, allergies: undefined, diagnosis: undefined }))
  expect(text).toContain('Allergies')
  expect(text).not.toContain('Diagnosis')
})

test('paper is A5 for receipts, A4 for invoices, 80 mm for tokens, or as asked', async () => {
  const size = async (pdf: Promise<Buffer>) => {
    const { width, height } = readPdf(await pdf)
    return [mm(width), mm(height)]
  }
  expect(await size(renderReceipt(receipt))).toEqual([148, 210])
  expect(await size(renderReceipt({ ...receipt, paper: 'a4' }))).toEqual([210, 297])
  expect(await size(renderInvoice(invoice))).toEqual([210, 297])
  const [width, height] = await size(renderToken(token))
  expect(width).toBe(80)
  expect(height).toBeLessThan(120)
})

test('a long invoice goes over several pages, each with its heading and number', async () => {
  const [line] = invoice.lines
  const lines = Array.from({ length: 90 }, (_, row) => ({ ...line!, description: `Filling ${row}` }))
  const { pages, text, runs } = readPdf(await renderInvoice({ ...invoice, locale: 'en', lines }))
  expect(pages).toBe(3)
  expect(runs.filter((run) => run.text === 'Amount').map((run) => run.page)).toEqual([0, 1, 2])
  expect(text).toContain('Page 3 of 3')
  for (const { description } of lines) expect(text).toContain(description)
})

test('the same data prints the same bytes', async () => {
  expect((await renderReceipt(receipt)).equals(await renderReceipt(receipt))).toBe(true)
  expect((await renderReceipt(receipt)).equals(await renderReceipt({ ...receipt, amount: 'PKR 1.00' }))).toBe(false)
})

test('a clinic never gets the logo of the one before', async () => {
  const of = (color: string) => renderToken({ ...token, letterhead: { ...letterhead, logo: logo(color) } })
  const red = await of('#ff0000')
  const blue = await of('#0000ff')
  expect(red.equals(blue)).toBe(false)
  expect((await of('#ff0000')).equals(red)).toBe(true)
})

test('a spoiled logo does not cost the patient the receipt', async () => {
  const bare = await renderReceipt({ ...receipt, letterhead: { ...letterhead, logo: undefined } })
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')
  for (const spoiled of [png, Buffer.from('<svg'), Buffer.from('GIF89a'), Buffer.alloc(2_000_000), Buffer.alloc(0)])
    expect((await renderReceipt({ ...receipt, letterhead: { ...letterhead, logo: spoiled } })).equals(bare)).toBe(true)
  expect((await renderReceipt(receipt)).equals(bare)).toBe(false)
})

test('a colour that is none prints in the plain one', async () => {
  const inColor = (color?: string) => renderToken({ ...token, letterhead: { ...letterhead, color } })
  expect((await inColor('red; #panic()')).equals(await inColor(undefined))).toBe(true)
})

test('a document we cannot make is refused alone, and the next one prints', async () => {
  const impossible = renderReceipt({ ...receipt, paper: 'letter-of-no-size' as 'a5' })
  const next = renderReceipt(receipt)
  await expect(impossible).rejects.toThrow(PdfFailed)
  expect(readPdf(await next).pages).toBe(1)
})

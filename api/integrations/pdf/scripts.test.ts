import { expect, test } from 'vitest'
import { renderInvoice, renderPrescription, renderReceipt, renderToken } from './index.ts'
import { find, type Run, readPdf } from './pdf-reader.test-help.ts'
import { invoice, prescription, receipt, token } from './samples.test-help.ts'

const read = async (pdf: Promise<Buffer>) => readPdf(await pdf).runs
const named = (patientName: string, locale = 'en-PK') =>
  read(renderToken({ ...token, locale, patientName, letterhead: { clinicName: 'A' } }))
const glyphs = (runs: Run[], font: string) =>
  runs.filter((run) => run.font === `Polyclinic${font}`).flatMap((run) => run.glyphs)
const missing = (runs: Run[]) => runs.flatMap((run) => run.glyphs).filter((glyph) => glyph === 0).length

test('every letter of our languages has its glyph', async () => {
  const documents = [
    renderReceipt(receipt),
    renderInvoice(invoice),
    renderPrescription(prescription),
    renderToken(token),
  ]
  const urdu = [renderReceipt({ ...receipt, locale: 'ur-PK' }), renderPrescription({ ...prescription, locale: 'ur' })]
  const hindi = [renderReceipt({ ...receipt, locale: 'hi-IN' }), renderPrescription({ ...prescription, locale: 'hi' })]
  for (const pdf of [...documents, ...urdu, ...hindi]) expect(missing(await read(pdf))).toBe(0)
  expect(missing(await named('₹ ₨ € · – — … “Ş” ğ ı ạ ۰۱۲۳۴۵۶۷۸۹ ٹ ڈ ڑ ں ے ہ ھ ۃ ؤ ئ آ ۔ ، ؟ ٪ १२३ ज़ फ़ ड़ ळ ॐ'))).toBe(0)
})

test('a script without a font shows boxes rather than nothing', async () => {
  expect(missing(await named('தமிழ்'))).toBeGreaterThan(0)
})

test('Urdu letters join: محمد is drawn with more shapes than its three letters have alone', async () => {
  expect(new Set(glyphs(await named('م ح م د'), 'Nastaliq')).size).toBe(3)
  expect(new Set(glyphs(await named('محمد'), 'Nastaliq')).size).toBeGreaterThan(3)
})

test('Urdu is set in Nastaliq where it is read, Arabic in Naskh', async () => {
  expect(glyphs(await named('محمد', 'en-PK'), 'Naskh')).toHaveLength(0)
  expect(glyphs(await named('محمد', 'ar-AE'), 'Naskh')).not.toHaveLength(0)
  expect(glyphs(await named('محمد', 'ar-AE'), 'Nastaliq')).toHaveLength(0)
})

test('Hindi conjuncts are one glyph, and other letters one each', async () => {
  expect(glyphs(await named('कखग'), 'Devanagari')).toHaveLength(3)
  expect(glyphs(await named('क्ष'), 'Devanagari')).toHaveLength(1)
  expect(glyphs(await named('श्री'), 'Devanagari').length).toBeLessThan(4)
})

test('an Urdu instruction with an English drug in front still runs from the right', async () => {
  const runs = await read(renderPrescription(prescription))
  const urdu = runs.filter((run) => run.font === 'PolyclinicNastaliq').map((run) => run.x)
  expect(find(runs, 'Panadol').x).toBeGreaterThan(Math.max(...urdu))
})

test('an English instruction with an Urdu word in it runs from the left', async () => {
  const lines = [{ medicine: 'Ibuprofen', advice: 'Take after ناشتہ only' }]
  const runs = await read(renderPrescription({ ...prescription, lines }))
  const urdu = runs.filter((run) => run.font === 'PolyclinicNastaliq').map((run) => run.x)
  expect(find(runs, 'Take after').x).toBeLessThan(Math.min(...urdu))
  expect(find(runs, 'only').x).toBeGreaterThan(Math.max(...urdu))
})

test('an Urdu name in an English receipt leaves the columns where they are', async () => {
  const latin = { ...receipt, patient: { ...receipt.patient, name: 'Ali' } }
  const [urdu, english] = [await read(renderReceipt(receipt)), await read(renderReceipt(latin))]
  expect(find(urdu, 'GUL-10482').x).toBeCloseTo(find(english, 'GUL-10482').x)
  expect(find(urdu, 'PKR 12,000.00').x).toBeCloseTo(find(english, 'PKR 12,000.00').x)
  const name = urdu.filter((run) => run.font === 'PolyclinicNastaliq')
  expect(Math.min(...name.map((run) => run.x))).toBeCloseTo(find(english, 'Ali').x, -1)
})

test('an Urdu document begins on the right, and its numbers still read from the left', async () => {
  const [urdu, english] = [
    await read(renderReceipt({ ...receipt, locale: 'ur-PK' })),
    await read(renderReceipt(receipt)),
  ]
  expect(find(urdu, 'GUL-I-2026-002911').x).toBeGreaterThan(find(urdu, 'PKR 12,000.00').x)
  expect(find(english, 'GUL-I-2026-002911').x).toBeLessThan(find(english, 'PKR 12,000.00').x)
  expect(find(urdu, '+92 300 •••• 567').text).toBe('+92 300 •••• 567')
})

test.each([
  '#panic("x")',
  '$x$ _a_ *bold* @ref <label>',
  String.raw`\u{41} // comment /* */`,
  '= Heading',
  '`raw` ~ -- ---',
  '"] #eval("1") [',
  '{{name}} %s </text>',
])('%s is printed as it is', async (name) => {
  const runs = await read(
    renderReceipt({
      ...receipt,
      patient: { name },
      note: name,
      letterhead: { clinicName: name, address: name, footer: name },
    }),
  )
  expect(runs.filter((run) => run.text === name).length).toBe(5)
})

test('a name of three hundred letters wraps inside the page', async () => {
  for (const name of ['x'.repeat(300), 'محمد'.repeat(80), 'क्षि'.repeat(90)]) {
    const { runs, width } = readPdf(
      await renderReceipt({ ...receipt, patient: { name }, letterhead: { clinicName: name } }),
    )
    expect(Math.max(...runs.map((run) => run.x + run.glyphs.length * 2))).toBeLessThan(width)
    expect(new Set(runs.map((run) => Math.round(run.y))).size).toBeGreaterThan(20)
  }
})

test('empty and missing fields make a page, not an error', async () => {
  const bare = { letterhead: { clinicName: '' }, locale: 'en', date: '' }
  const sparse = [
    renderReceipt({ ...bare, number: '', patient: { name: '' }, amount: '', method: '' }),
    renderInvoice({ ...bare, number: '', patient: { name: '' }, lines: [], total: '' }),
    renderPrescription({ ...bare, doctor: { name: '' }, patient: { name: '' }, lines: [] }),
    renderToken({ ...bare, token: '' }),
  ]
  for (const pdf of sparse) expect(readPdf(await pdf).pages).toBe(1)
})

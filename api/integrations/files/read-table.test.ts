import { constants, deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import writeWorkbook from 'write-excel-file/node'
import { harmless, readTable, writeCsv, writeXlsx } from './index.ts'
import { guardZip } from './zip-guard.ts'

async function read(content: string | Uint8Array<ArrayBuffer> | Buffer, sheet?: string) {
  const table = await readTable(new Blob([content as Uint8Array<ArrayBuffer>]), { sheet })
  const rows = []
  for await (const row of table.rows) rows.push(row)
  return { ...table, rows }
}
const cells = (rows: { cells: string[] }[]) => rows.map((row) => row.cells)

describe('delimited text', () => {
  test.each([',', ';', '\t', '|'])(
    'is read when "%s" separates, also with the separator inside quotation marks',
    async (mark) => {
      const { header, rows, found } = await read(`Name${mark}Phone\n"Khan${mark} Ali"${mark}0300\nBilal${mark}0301\n`)
      expect(header).toEqual(['Name', 'Phone'])
      expect(cells(rows)).toEqual([
        [`Khan${mark} Ali`, '0300'],
        ['Bilal', '0301'],
      ])
      expect(found.delimiter).toBe(mark)
    },
  )

  test.each<[string, Uint8Array]>([
    ['utf-8', Buffer.from('\ufeffName,City\nJosé “J”,São Paulo €\n')],
    ['utf-8', Buffer.from('Name,City\nJosé “J”,São Paulo €\n')],
    ['utf-16le', Buffer.from('\ufeffName,City\nJosé “J”,São Paulo €\n', 'utf16le')],
    ['utf-16le', Buffer.from('Name,City\nJosé “J”,São Paulo €\n', 'utf16le')],
    ['utf-16be', Buffer.from('\ufeffName,City\nJosé “J”,São Paulo €\n', 'utf16le').swap16()],
    ['windows-1252', Buffer.from('4e616d652c436974790a4a6f73e920934a942c53e36f205061756c6f20800a', 'hex')],
  ])('in %s keeps its accents, quotes and the euro sign', async (encoding, bytes) => {
    const { header, rows, found } = await read(bytes as Buffer)
    expect({ header, rows: cells(rows), encoding: found.encoding }).toEqual({
      header: ['Name', 'City'],
      rows: [['José “J”', 'São Paulo €']],
      encoding,
    })
  })

  test('an accent after the first 64 kB still decides the encoding', async () => {
    const text = Buffer.concat([
      Buffer.from(`Name,City\n${'Ali,Lahore\n'.repeat(20_000)}`),
      Buffer.from([0x4a, 0x6f, 0x73, 0xe9, 0x2c, 0x58, 0x0a]),
    ])
    const { rows, found } = await read(text)
    expect(found.encoding).toBe('windows-1252')
    expect(rows.at(-1)!.cells[0]).toBe('José')
  })

  test('rows keep the number a spreadsheet shows: line breaks inside a cell and empty rows do not shift it', async () => {
    const { rows } = await read('Name,Notes\n"Ali","two\nlines"\n\n,\nBilal,x\n')
    expect(rows.map((row) => row.line)).toEqual([2, 5])
    expect(rows[0]!.cells[1]).toBe('two\nlines')
  })

  test('a row that does not fit the header is kept and says so', async () => {
    const { rows } = await read('a,b,c\n1,2\n1,2,3\n1,2,3,4\n1,2,3,,\n')
    expect(rows.map((row) => row.problem?.slice(0, 24))).toEqual([
      'This row has 2 cells, th',
      undefined,
      'This row has 4 cells, th',
      undefined,
    ])
    expect(rows[2]!.cells).toEqual(['1', '2', '3', '4'])
  })

  test('a title above the header is told of and is no row; a file of one column keeps its first line as header', async () => {
    const { header, rows, found } = await read(
      'Patients of 2024\n\nprinted,01 Jan 2024\nName,Phone,City,Sex,Notes\nAli,1,Lahore,M,x\nBilal,2,Lahore,M,y\nHina,3,Lahore,F,z\n',
    )
    expect(header).toEqual(['Name', 'Phone', 'City', 'Sex', 'Notes'])
    expect(found.titles).toEqual(['Patients of 2024', 'printed 01 Jan 2024'])
    expect(rows.map(({ line }) => line)).toEqual([5, 6, 7])
    expect(await read('Name\nAli Khan\nKhan, Ali, Jr\nBilal\n')).toMatchObject({
      header: ['Name'],
      found: { titles: [] },
    })
  })

  test.each(['Ali,0300 1234567,x', 'Ali,05/03/1990,x', 'Ali,ali@example.com,x', 'Ali,۰۳۰۰۱۲۳۴۵۶۷,x'])(
    'a file without a header loses nobody: %s',
    async (first) => {
      const { header, rows, found } = await read(`${first}\nBilal,,\n`)
      expect(found.headless).toBe(true)
      expect(header).toEqual(['Column 1', 'Column 2', 'Column 3'])
      expect(rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
        [1, 'Ali'],
        [2, 'Bilal'],
      ])
    },
  )

  test('a header that is repeated among the rows is nobody', async () => {
    const { rows } = await read('Name,Phone\nAli,1\nName,Phone\nBilal,2\n')
    expect(rows.map(({ problem }) => problem)).toEqual([
      undefined,
      'This row repeats the names of the columns.',
      undefined,
    ])
  })

  test.each<[string, string | Buffer, RegExp]>([
    ['nothing', '', /empty/],
    ['only empty lines', '\n\n', /no header/],
    ['a quotation mark never closed', 'a,b\n1,"2\n3,4\n', /After row 1 a quotation mark/],
    ['an old Excel file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /\.xls/],
    ['a PDF', '%PDF-1.7', /PDF/],
    ['a photo', Buffer.from('ffd8ffe000104a464946', 'hex'), /picture/],
    ['bytes of some other program', Buffer.from('1f8b08f1a2c3d4e5060718', 'hex'), /not text/],
    ['a web page', '<html><table>', /web page/],
    ['bytes that are no text', Buffer.from([1, 0, 0, 0, 0, 0, 7]), /not text/],
    ['a zip that is no workbook', Buffer.from('PK\x03\x04garbage that goes on for a while'), /damaged/],
  ])('%s is refused with a sentence', async (_, content, sentence) => {
    await expect(read(content)).rejects.toThrow(sentence)
  })

  test('one row more than 200,000 is refused, and 200,000 are read', async () => {
    const lines = 'a,b\n'.repeat(200_001)
    expect((await read(lines)).rows).toHaveLength(200_000)
    await expect(read(`${lines}a,b\n`)).rejects.toThrow('more than 200,000 rows')
  })
})

describe('workbooks', () => {
  test('dates, times, long numbers and text come as the sheet has them', async () => {
    const book = await writeWorkbook([
      ['Name', 'Born', 'Seen', 'CNIC', 'Share'],
      [
        'محمد علی',
        { value: new Date('1990-03-05'), type: Date, format: 'dd/mm/yyyy' },
        { value: new Date('2026-01-02T09:30:00Z'), type: Date, format: 'dd/mm/yyyy hh:mm' },
        3520112345671,
        0.1,
      ],
    ]).toBuffer()
    const { header, rows, kind } = await read(book)
    expect(kind).toBe('xlsx')
    expect(header).toEqual(['Name', 'Born', 'Seen', 'CNIC', 'Share'])
    expect(rows).toEqual([{ line: 2, cells: ['محمد علی', '1990-03-05', '2026-01-02 09:30', '3520112345671', '0.1'] }])
  })

  test('a cell that holds a time of day alone is that time', async () => {
    const time = { value: new Date(Date.UTC(1899, 11, 30, 10, 30)), type: Date, format: 'hh:mm' }
    const book = await writeWorkbook([
      ['Name', 'Time'],
      ['Ali', time],
    ]).toBuffer()
    expect(cells((await read(book)).rows)).toEqual([['Ali', '10:30']])
  })

  test('a sheet can be named; a wrong name is told the right ones', async () => {
    const book = await writeWorkbook([
      { data: [['a'], ['1']], sheet: 'Old' },
      { data: [['b'], ['2']], sheet: 'New' },
    ]).toBuffer()
    expect((await read(book, 'New')).header).toEqual(['b'])
    expect((await read(book)).header).toEqual(['a'])
    await expect(read(book, 'Newer')).rejects.toThrow('It has: Old, New.')
  })

  test('a zip bomb is refused, whatever size it declares; a small archive passes', async () => {
    const sixteenMegabytes = deflateRawSync(Buffer.alloc(16 << 20), { finishFlush: constants.Z_SYNC_FLUSH })
    const last = deflateRawSync(Buffer.alloc(10))
    await expect(guardZip(zipOf(Buffer.concat([sixteenMegabytes, last]), 1000))).resolves.toBeUndefined()

    // Sixteen gigabytes of zeros: who does not stop counting in time meets the test's own limit.
    const bomb = zipOf(Buffer.concat([...Array.from({ length: 1000 }, () => sixteenMegabytes), last]), 1000)
    await expect(guardZip(bomb)).rejects.toThrow('unfolds to far more')
  })
})

describe('the files we write', () => {
  test.each(['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\tx', '\rx', ' =1'])('%j cannot run in a spreadsheet', (cell) => {
    expect(harmless(cell)[0]).toBe("'")
  })
  test.each(['+923001234567', '-12.50', '0300 1234567', 'Ali', "O'Brien"])('%j stays as it is', (cell) => {
    expect(harmless(cell)).toBe(cell)
  })

  test('whatever is written as CSV is read back the same', async () => {
    const cell = fc
      .string({ maxLength: 12 })
      .map((text) => text.replace(/[\r\n\0\ufeff]/g, '').trim())
      .filter((text) => !text.startsWith("'"))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), async (written) => {
        let text = ''
        for await (const line of writeCsv(['first', 'second'], written)) text += line
        expect(cells((await read(Buffer.from(text))).rows)).toEqual(
          written.filter((row) => row.some((one) => one !== '')),
        )
      }),
      { numRuns: 60 },
    )
  })

  test('a workbook keeps text as text, formulas and leading zeros among it', async () => {
    const { header, rows } = await read(
      await writeXlsx(
        'Refused: rows',
        ['Row', 'Why'],
        [
          ['2', '=1+1'],
          ['3', '0300'],
        ],
      ),
    )
    expect(header).toEqual(['Row', 'Why'])
    expect(cells(rows)).toEqual([
      ['2', '=1+1'],
      ['3', '0300'],
    ])
  })
})

/** A zip archive of one entry whose size is declared as we like. */
function zipOf(packed: Buffer, declared: number): Buffer {
  const name = Buffer.from('xl/a.xml')
  const common = Buffer.alloc(22)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(8, 4)
  common.writeUInt32LE(packed.length, 14)
  common.writeUInt32LE(declared, 18)
  const lengths = Buffer.from([name.length, 0, 0, 0])
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, lengths, name])
  const list = Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), common, lengths, Buffer.alloc(14), name])
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(local.length + packed.length, 16)
  return Buffer.concat([local, packed, list, end])
}

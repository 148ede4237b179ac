import { expect, test } from 'vitest'
import { fieldSentences, readField, sayField } from './field-sentences.ts'
import { type ImportSentenceCode, importSentences, readSaid, say } from './import-sentences.ts'

test('every sentence of an import is known again by its words, with what was quoted in it', () => {
  for (const code of Object.keys(importSentences) as ImportSentenceCode[]) {
    const names = [...importSentences[code].matchAll(/{{(\w+)}}/g)].map(([, name]) => name!)
    const values = Object.fromEntries(names.map((name, place) => [name, `3${place}/2 "x, y`]))
    expect(readSaid(say(code, values)), code).toEqual([{ code, values }])
  }
})

test('sentences that follow each other are told apart, and strange words stay as they are', () => {
  const date = say('noSuchDay', { text: '31/02/1990', month: 'February 1990', day: 31 })
  expect(readSaid(`${date} ${say('leftEmpty')}`).map(({ code }) => code)).toEqual(['noSuchDay', 'leftEmpty'])
  expect(readSaid('Something else.')).toEqual([{ code: null, values: { text: 'Something else.' } }])
  expect(readSaid('')).toEqual([])
})

test('every sentence beside a field is known again by its words', () => {
  for (const code of Object.keys(fieldSentences) as (keyof typeof fieldSentences)[]) {
    const names = [...fieldSentences[code].matchAll(/{{(\w+)}}/g)].map(([, name]) => name!)
    const values = Object.fromEntries(names.map((name, place) => [name, `3${place} "x, y`]))
    expect(readField(sayField(code, values)), code).toEqual([{ code, values }])
  }
})

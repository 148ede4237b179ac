import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { refusals } from '#contract/errors.ts'
import { en } from './en.ts'

type Texts = { [key: string]: string | Texts }
const here = import.meta.dirname
const read = (language: string, file: string) =>
  JSON.parse(readFileSync(`${here}/${language}/${file}`, 'utf8')) as Texts

/** Every text under its full name, without plural endings, which differ between languages. */
function flat(texts: Texts, before = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[before + key.replace(/_(zero|one|two|few|many|other)$/, ''), value] as const]
        : [...flat(value, `${before}${key}.`)],
    ),
  )
}

const namespaces = readdirSync(`${here}/ur`)

test.each(namespaces)('Urdu says in %s what English says, with the same values in it', (file) => {
  const english = flat(en[file.replace('.json', '') as keyof typeof en])
  const urdu = flat(read('ur', file))
  if (file !== 'refusals.json') expect([...urdu.keys()].sort()).toEqual([...english.keys()].sort())
  const valuesIn = (text = '') => (text.match(/{{\w+}}/g) ?? []).sort()
  for (const [key, text] of english) expect(valuesIn(urdu.get(key)), key).toEqual(valuesIn(text))
})

test('every refusal the API can give is said in English by the contract and in Urdu here, and no other is', () => {
  const urdu = Object.keys(read('ur', 'refusals.json'))
  // What only the browser says; English stands in its file.
  const ours = Object.keys(en.refusals)
  expect(urdu.sort()).toEqual([...Object.keys(refusals), ...ours, 'viewing_only'].sort())
  for (const [code, [, sentence]] of Object.entries(refusals)) expect(sentence, code).toMatch(/^[A-Z].*\.$/)
})

test('no text is in Urdu by name only', () => {
  for (const file of namespaces) {
    for (const [key, text] of flat(read('ur', file))) expect(text, `${file} ${key}`).toMatch(/[\u0600-\u06ff]/)
  }
})

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '#tests/harness/database.ts'
import { faultsOf } from '#tests/screens/faults.ts'
import { type Look, mainScreens } from '#tests/screens/main-screens.ts'
import { openShow, type Show } from '#tests/screens/show.ts'
import { en } from '#web/locales/en.ts'
import { seriousFaults } from './harness.ts'

let show: Show
beforeAll(async () => {
  const addresses = await freshDatabase()
  // A few branches are enough to look at.
  show = await openShow({ ...addresses, scale: 0.1 })
})
afterAll(() => show?.close())

describe('every main screen', () => {
  test.each(mainScreens)('$name has no serious fault, fits a phone and speaks Urdu', async (screen) => {
    const faulty = async (look: Look) => {
      const page = await show.open(screen, look)
      return [...(await faultsOf(page)), ...(await seriousFaults(page))]
    }
    const inUrdu = async () => {
      const page = await show.open(screen, 'urdu')
      return {
        direction: await page.evaluate(() => document.documentElement.dir),
        english: (await shownTexts(page)).filter((text) => english.has(text)),
        faults: await faultsOf(page),
      }
    }
    const [desk, phone, urdu] = await Promise.all([faulty(1280), faulty('phone-dark'), inUrdu()])
    expect({ desk, phone }).toEqual({ desk: [], phone: [] })
    // The page of the API is no part of the app, and speaks English.
    if (!screen.outside) expect(urdu).toEqual({ direction: 'rtl', english: [], faults: [] })
  })
})

type Texts = { [key: string]: string | Texts }
const flat = (texts: Texts): string[] =>
  Object.values(texts).flatMap((text) => (typeof text === 'string' ? [text] : flat(text)))
// Words that also stand in data, which people type: names and categories of services, headers of a spreadsheet.
const data = ['Consultation', 'Diagnosis', 'City']
const english = new Set(flat(en).filter((text) => /[a-z]{3}/.test(text) && !data.includes(text)))

/** Every piece of text on the page, and what fields and buttons are called. */
function shownTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts = new Set<string>()
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) texts.add(walker.currentNode.textContent!.trim())
    for (const name of ['aria-label', 'placeholder', 'title'])
      for (const element of document.querySelectorAll(`[${name}]`)) texts.add(element.getAttribute(name)!.trim())
    return [...texts]
  })
}

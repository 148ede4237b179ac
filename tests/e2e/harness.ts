import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import pg from 'pg'
import type { Browser, BrowserContextOptions, Page, Route } from 'playwright-core'
import { afterAll, onTestFinished } from 'vitest'
import { hashPassword } from '#api/integrations/password.ts'
import { startApi } from '#api/node.ts'
import { launchBrowser } from '../harness/browser.ts'
import { callerOf } from '../harness/caller.ts'
import { freshDatabase } from '../harness/database.ts'
import { arrangeGroup, type PersonName, testSecret } from '../harness/group.ts'
import { ownWeb } from '../harness/web.ts'

/** Of everybody in the group. */
export const password = 'a password for plays'
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const closing: (() => Promise<unknown>)[] = []

afterAll(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

export interface PageOptions extends BrowserContextOptions {
  /** `ur` for Urdu, right to left. */
  language?: 'en' | 'ur'
}

/**
 * The built product on a real port, over a database of its own with the group of `tests/harness/group.ts`, and a real
 * browser. Call it once in `beforeAll`; everything closes when the test file ends.
 * `call`, `ok`: the API as a person, to arrange; `admin`: a connection above the walls.
 */
export async function openStage() {
  const { webRoot, remove } = await ownWeb()
  closing.push(async () => remove())
  const database = await freshDatabase()
  const admin = new pg.Client(database.adminUrl)
  admin.on('error', () => {})
  await admin.connect()
  closing.push(() => admin.end())
  const group = await arrangeGroup(admin)
  await admin.query('update users set password_hash = $1', [await hashPassword(password)])
  // A new password signs its owner out everywhere; these people were just arranged.
  await admin.query('update sessions set ended_at = null, end_reason = null')

  const api = await startApi({
    appUrl: database.appUrl,
    platformUrl: database.platformUrl,
    secret: testSecret,
    port: 0,
    poolSize: 8,
    webRoot,
  })
  closing.push(api.stop)
  const browser = await launchBrowser()
  closing.push(() => browser.close())

  return {
    ...group,
    ...callerOf((request) => fetch(new Request(request.url.replace('http://localhost', api.url), request))),
    admin,
    /** For a worker beside the API. */
    appUrl: database.appUrl,
    url: api.url,
    browser,
    /** A page of a browser of her own, signed in; `page.goto('/clinics/…')` takes paths. */
    signInAs: (name: PersonName, options?: PageOptions) => signInAs(browser, api.url, name, options),
    /** The same of somebody who is not signed in. */
    openPage: (options?: PageOptions) => openPage(browser, api.url, options),
  }
}
export type Stage = Awaited<ReturnType<typeof openStage>>

async function openPage(
  browser: Browser,
  url: string,
  { language = 'en', ...options }: PageOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1280, height: 800 },
    timezoneId: 'Asia/Karachi',
    reducedMotion: 'reduce',
    ...options,
  })
  await context.addInitScript((code) => localStorage.setItem('polyclinic-language', code), language)
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  return page
}

async function signInAs(browser: Browser, url: string, name: PersonName, options?: PageOptions): Promise<Page> {
  const page = await openPage(browser, url, options)
  const answer = await page.request.post('/api/session', {
    data: { login: `${name.toLowerCase()}@example.com`, password },
  })
  if (!answer.ok()) throw new Error(`${name} could not sign in: ${await answer.text()}`)
  return page
}

/**
 * Lets `handler` answer what the page asks at `url`, a glob, until the test is over; then the page is closed. A page of
 * a clinic asks again whenever there is news, so a handler may well be at work just then: what it misses is no fault.
 */
export async function intercept(page: Page, url: string, handler: (route: Route) => Promise<void>) {
  await page.route(url, handler)
  onTestFinished(async () => {
    if (page.isClosed()) return
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.context().close()
  })
}

/** The server does the first of what is asked so, and nobody hears its answer. */
export function loseAnswer(page: Page, method: 'POST' | 'PATCH', url: string) {
  let lost = false
  return intercept(page, url, async (route) => {
    if (lost || route.request().method() !== method) return route.fallback()
    lost = true
    await route.fetch()
    await route.abort()
  })
}

/** Gives a name and a password at the door. */
export async function enterAs(page: Page, login: string, secret = password) {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail or username').fill(login)
  await page.getByLabel('Password', { exact: true }).fill(secret)
  await page.keyboard.press('Enter')
}

/** What axe finds wrong on the page, serious and critical: `rule: selector` each. An empty list is what to expect. */
export async function seriousFaults(page: Page): Promise<string[]> {
  // Colours are measured once everything stands still; what turns for ever is no change of colour.
  await page.waitForFunction(() =>
    document.getAnimations().every((one) => one.effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY),
  )
  await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<{ violations: AxeFault[] }> } }
    interface AxeFault {
      id: string
      impact: string
      nodes: { target: unknown[] }[]
    }
    const { violations } = await axe.run({ resultTypes: ['violations'] })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
  })
}

/**
 * Counts what a person does, as the promises of the product count it: a field typed into, a key pressed, a click.
 * `actions.count` is the number so far.
 */
export function countActions(page: Page) {
  const actions = {
    count: 0,
    /** Writes into whatever has the focus. */
    async type(text: string) {
      actions.count += 1
      await page.keyboard.type(text)
    },
    async press(key: string) {
      actions.count += 1
      await page.keyboard.press(key)
    },
    async click(selector: string) {
      actions.count += 1
      await page.click(selector)
    },
  }
  return actions
}

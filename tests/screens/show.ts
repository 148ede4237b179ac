import type { Browser, BrowserContext, Page } from 'playwright-core'
import { startApi } from '#api/node.ts'
import { withClient } from '#db/client.ts'
import { loadDemo } from '#db/demo/load.ts'
import { getSampleSignIn, sampleOperators, samplePassword, sampleSignIns } from '#db/demo/people.ts'
import { branchesAt } from '#db/demo/places.ts'
import { Explained } from '#db/explained.ts'
import { launchBrowser } from '#tests/harness/browser.ts'
import { ownWeb } from '#tests/harness/web.ts'
import type { Look, MainScreen, Shown } from './main-screens.ts'

export interface ShowOptions {
  /** Superuser's, the product's and the operator's address of an empty, migrated database. */
  adminUrl: string
  appUrl: string
  platformUrl: string
  /** Of the sample group: 1 is forty branches. */
  scale: number
}

/** The built product with the sample group behind it, on a port of its own, and a browser in front. */
export async function openShow({ adminUrl, appUrl, platformUrl, scale }: ShowOptions) {
  const { webRoot, remove } = await ownWeb()
  await loadDemo({ adminUrl, scale })
  const branches = branchesAt(1)
  const samples = sampleSignIns.map(({ email, name, role, branchSlug }) => ({
    login: email,
    password: samplePassword,
    fullName: name,
    role,
    clinic: branches.find(({ slug }) => slug === branchSlug)?.name ?? null,
  }))
  const secret = 'a secret that only pictures use, 32+'
  const api = await startApi({ appUrl, platformUrl, secret, port: 0, webRoot, samples, sampleSignIns: true })
  const browser = await launchBrowser()
  const managers = await browser.newContext({ baseURL: api.url })
  const shown = await chooseRows(adminUrl, managers)
  await managers.close()
  const pages = new Map<string, Promise<Page>>()
  /** The window of this person in this look: signed in once, and from its second screen on it opens twice as fast. */
  function windowOf(who: MainScreen['as'], look: Look): Promise<Page> {
    const key = `${who} ${look}`
    const page = pages.get(key) ?? openWindow(browser, api.url, who, look)
    pages.set(key, page)
    return page
  }

  return {
    shown,
    /**
     * Opens a screen in one look, as its person, and waits until it has settled. The page is this person's in this
     * look: the next screen takes its place.
     */
    async open(screen: MainScreen, look: Look): Promise<Page> {
      const page = await windowOf(screen.as, look)
      await page.goto(screen.path(shown))
      await settle(page, screen.name)
      if (screen.act) {
        await screen.act(page)
        await settle(page, screen.name)
      }
      return page
    },
    async close() {
      await browser.close()
      await api.stop()
      remove()
    },
  }
}
export type Show = Awaited<ReturnType<typeof openShow>>

const sizes = {
  1280: [1280, 800],
  1920: [1920, 1080],
  phone: [375, 812],
  'phone-dark': [375, 812],
  dark: [1280, 800],
  urdu: [1280, 800],
} as const

function optionsOf(look: Look) {
  const [width, height] = sizes[look]
  const phone = { isMobile: true, hasTouch: true, deviceScaleFactor: 2 }
  return {
    viewport: { width, height },
    timezoneId: 'Asia/Karachi',
    reducedMotion: 'reduce' as const,
    ...(look.toString().startsWith('phone') && phone),
  }
}

async function openWindow(browser: Browser, baseURL: string, who: MainScreen['as'], look: Look): Promise<Page> {
  const context = await browser.newContext({ baseURL, ...optionsOf(look) })
  if (who) await signIn(context, who)
  await context.addInitScript(
    (code) => localStorage.setItem('polyclinic-language', code),
    look === 'urdu' ? 'ur' : 'en',
  )
  if (look === 'dark' || look === 'phone-dark')
    await context.addInitScript(() => localStorage.setItem('mantine-color-scheme-value', 'dark'))
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  return page
}

/** Signs a sample person in; her session's cookie stays in the context. Answers her access token. */
async function signIn(context: BrowserContext, key: string): Promise<string> {
  const { email } = sampleOperators.find(({ role }) => role === key) ?? getSampleSignIn(key)
  const answer = await context.request.post('/api/session', { data: { login: email, password: samplePassword } })
  if (!answer.ok()) throw new Error(`${key} could not sign in: ${await answer.text()}`)
  return (await answer.json()).accessToken
}

const waiting = '.mantine-Skeleton-root, [aria-busy="true"]'

/** Until nothing moves: no skeletons, the fonts are there, no answer is awaited. Throws a sentence after a minute. */
async function settle(page: Page, what: string) {
  try {
    await page.waitForFunction(() => document.fonts.status === 'loaded' && document.body.innerText.trim().length > 20)
    await page.waitForFunction((selector) => !document.querySelector(selector), waiting)
    await page.waitForTimeout(500)
    await page.waitForFunction((selector) => !document.querySelector(selector), waiting)
  } catch {
    const where = await page.evaluate((selector) => document.querySelector(selector)?.outerHTML.slice(0, 200), waiting)
    throw new Explained(`The screen ${what} does not come to rest: ${where ?? 'it stays empty'}`)
  }
}

async function chooseRows(adminUrl: string, managers: BrowserContext): Promise<Shown> {
  const chosen = await withClient(adminUrl, async (admin) => {
    const { rows } = await admin.query<Omit<Shown, 'importId'>>(
      `select c.id as "clinicId", v.id as "appointmentId", v.patient_id as "patientId", o.id as "owingId"
       from clinics c
       join lateral (select a.id, a.patient_id from appointments a
         join doctors d on d.organization_id = a.organization_id and d.id = a.doctor_id
         where a.clinic_id = c.id and d.full_name = $1 and a.day = (now() at time zone c.time_zone)::date
         order by a.status = 'in_room' desc, a.status = 'arrived' desc,
           (select count(*) from encounters e where e.patient_id = a.patient_id) desc, a.starts_at limit 1) v on true
       join lateral (select id from patients p where p.clinic_id = c.id and due_minor > 0
         order by due_minor desc limit 1) o on true
       where c.name like 'Gulberg%'`,
      [getSampleSignIn('doctor').name],
    )
    return rows[0]!
  })
  return { ...chosen, importId: await uploadSheet(chosen.clinicId, managers) }
}

/** A spreadsheet as they come: some rows are fine, some cannot be, some are somebody twice. */
async function uploadSheet(clinicId: string, managers: BrowserContext): Promise<string> {
  const token = await signIn(managers, 'manager')
  const cities = ['Lahore', 'Multan', 'Sialkot']
  const rows = Array.from({ length: 40 }, (_, index) => {
    const bornOn = index % 13 === 5 ? '31.02.1990' : `${1 + (index % 27)}.0${1 + (index % 9)}.19${60 + index}`
    const name = index % 17 === 8 ? '' : `${sheetNames[index % sheetNames.length]} ${familyNames[index % 7]}`
    return [name, bornOn, `0300 55${String(10_000 + Math.floor(index / 2) * 37)}`, cities[index % 3]].join(',')
  })
  const answer = await managers.request.post(
    `/api/clinics/${clinicId}/imports?kind=patients&fileName=old-register.csv`,
    {
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': crypto.randomUUID() },
      data: Buffer.from(['Patient Name,Date of Birth,Mobile,City', ...rows].join('\n')),
    },
  )
  if (!answer.ok()) throw new Error(`The spreadsheet was not taken: ${await answer.text()}`)
  return (await answer.json()).id
}

const sheetNames = [
  'Amna',
  'Bushra',
  'Danish',
  'Erum',
  'Faisal',
  'Ghazala',
  'Hamza',
  'Iqra',
  'Junaid',
  'Kiran',
  'Laiba',
]
const familyNames = ['Akram', 'Baig', 'Chaudhry', 'Dar', 'Gill', 'Hashmi', 'Javed']

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { Explained } from '#db/explained.ts'

const flags = [
  '--headless',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const installed = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * The browser that plays people: `CHROMIUM_PATH`, else an installed Chrome or Chromium, else the one in the npm package
 * `@sparticuz/chromium`. Throws one sentence when there is none: a test that needs a browser fails, it never skips.
 */
export async function findBrowser(): Promise<{ path: string; flags: string[] }> {
  const { CHROMIUM_PATH } = process.env
  // Chromium's own sandbox refuses to work for root.
  const ours = process.getuid?.() === 0 ? [...flags, '--no-sandbox'] : flags
  if (CHROMIUM_PATH) {
    if (!runs(CHROMIUM_PATH)) throw new Explained(`CHROMIUM_PATH is ${CHROMIUM_PATH}, and no browser runs there.`)
    return { path: CHROMIUM_PATH, flags: ours }
  }
  const path = installed.map(whereIs).find((found) => found !== null && runs(found))
  if (path) return { path, flags: ours }

  try {
    const { default: packed } = await import('@sparticuz/chromium')
    const unpacked = await packed.executablePath()
    if (runs(unpacked)) return { path: unpacked, flags: [...packed.args, ...ours] }
  } catch {
    // Said below, in one sentence for every reason.
  }
  throw new Explained(
    'The browser tests need Chrome or Chromium, and none runs here. Install one, or set CHROMIUM_PATH to it.',
  )
}

export async function launchBrowser(): Promise<Browser> {
  const { path, flags: args } = await findBrowser()
  return chromium.launch({ executablePath: path, args, headless: true })
}

/** The file behind a command's name: Playwright starts files only. */
function whereIs(command: string): string | null {
  if (command.startsWith('/')) return command
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.map((folder) => join(folder, command)).find(existsSync) ?? null
}

function runs(command: string): boolean {
  if (command.startsWith('/') && !existsSync(command)) return false
  return spawnSync(command, ['--version', '--no-sandbox'], { stdio: 'ignore', timeout: 20_000 }).status === 0
}

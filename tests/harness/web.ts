import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildWeb } from '../../scripts/build-web.ts'

/** The built pages in a folder of one's own: a build that starts meanwhile would take them away under the browser. */
export async function ownWeb(): Promise<{ webRoot: string; remove(): void }> {
  const webRoot = mkdtempSync(join(tmpdir(), 'polyclinic-web-'))
  cpSync(await buildWeb(() => {}), webRoot, { recursive: true })
  return { webRoot, remove: () => rmSync(webRoot, { recursive: true, force: true }) }
}

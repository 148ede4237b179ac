import pg from 'pg'
import { openApp } from '#api/app.ts'
import { callerOf, type Fetch } from '#tests/harness/caller.ts'
import { arrangeGroup, testSecret } from '#tests/harness/group.ts'
import { quietOutside } from './walls/branding-sample.ts'
import { openDoor } from './walls/door.ts'
import type { Setting } from './walls/turn.ts'
import { placesOf } from './walls/victims.ts'

/** The whole product over an empty database with the group of the tests in it; `close` ends both. */
export async function openSetting(
  adminUrl: string,
  appUrl: string,
): Promise<Setting & { fetch: Fetch; close(): Promise<void> }> {
  const admin = new pg.Client(adminUrl)
  admin.on('error', () => {})
  await admin.connect()
  const group = await arrangeGroup(admin)
  const app = openApp({ appUrl, secret: testSecret, strictAnswers: true, poolSize: 8, outside: quietOutside })
  const fetch = (request: Request) => app.fetch(request)
  return {
    admin,
    group,
    fetch,
    door: openDoor(fetch),
    ok: callerOf(fetch).ok,
    own: placesOf(group).own,
    victims: [],
    async close() {
      await app.stop()
      await admin.end()
    },
  }
}

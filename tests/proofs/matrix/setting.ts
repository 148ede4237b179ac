import pg from 'pg'
import { openApp } from '#api/app.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { everyEndpoint } from '#contract/index.ts'
import { type Permission, permissions } from '#contract/permissions.ts'
import { callerOf } from '#tests/harness/caller.ts'
import { arrangeGroup, testSecret } from '#tests/harness/group.ts'
import { quietOutside } from '../walls/branding-sample.ts'
import { openDoor } from '../walls/door.ts'
import type { Setting } from '../walls/turn.ts'
import { placesOf } from '../walls/victims.ts'

/** An endpoint that asks for a right of the matrix. */
export type Guarded = Endpoint & { needs: Permission }

/** Every endpoint of the matrix: not those for anybody, for any session, or for the operator. */
export const guardedEndpoints = everyEndpoint.filter((one): one is Guarded =>
  (permissions as string[]).includes(one.needs),
)

/** The whole product over an empty database with the group of the tests in it; `close` ends both. */
export async function openSetting(adminUrl: string, appUrl: string): Promise<Setting & { close(): Promise<void> }> {
  const admin = new pg.Client(adminUrl)
  admin.on('error', () => {})
  await admin.connect()
  const group = await arrangeGroup(admin)
  const app = openApp({ appUrl, secret: testSecret, strictAnswers: true, poolSize: 8, outside: quietOutside })
  const fetch = (request: Request) => app.fetch(request)
  return {
    admin,
    group,
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

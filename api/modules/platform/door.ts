import type { Endpoint } from '#contract/endpoint.ts'
import { openDatabase } from '../../core/databases.ts'
import { Refused } from '../../core/errors.ts'
import { log } from '../../core/log.ts'
import type { Handler, Routes } from '../../core/route.ts'
import { sql } from '../../core/tx.ts'

/** Mounts an operator's endpoint; `reason` says why the organizations are looked at and stands in the record. */
export type WithPlatform = <E extends Endpoint>(reason: string, endpoint: E, handler: Handler<E>) => void

export interface PlatformDoor {
  withPlatform: WithPlatform
  close(): Promise<void>
}

const connections = 3

/**
 * The operator's door. What goes through it runs as `polyclinic_platform`, which has policies on organizations, plans,
 * subscriptions and use, and no right at all on a patient's row. Only this module may import it.
 */
export function openPlatformDoor(routes: Routes): PlatformDoor {
  const { platformUrl } = routes.env
  const database = platformUrl && isOperators(platformUrl) ? openDatabase(platformUrl, connections) : null
  if (platformUrl && !database)
    log.error('PLATFORM_DATABASE_URL does not name polyclinic_platform: /platform stays closed')
  return {
    withPlatform(reason, endpoint, handler) {
      if (database) routes.route(endpoint, handler, { database, reason })
      else
        routes.route(endpoint, async (tx) => {
          await tx.rows(sql`select 1`) // who asks is found out first: only an operator hears what is missing
          throw new Refused('platform_not_set_up')
        })
    },
    close: async () => database?.end(),
  }
}

/** Any other role would have rights that an operator must not have; a pooler may write its own word behind the name. */
function isOperators(url: string): boolean {
  return /^polyclinic_platform(\.|$)/.test(URL.parse(url)?.username ?? '')
}

import type { Env } from './env.ts'
import { Refused } from './errors.ts'
import { isLoopback, type RequestFacts } from './request.ts'

/** Which organization a host name belongs to; null: none, such as the installation's own. */
export interface Hosts {
  organizationOf(host: string): Promise<string | null>
  /** Refuses a session of one organization on the host of another. Costs nothing while the answer is remembered. */
  refuseForeign(host: string, organizationId: string): Promise<void> | null
}

// So short that a domain given away or taken back is right everywhere before anybody could notice.
const rememberedMilliseconds = 2000
// Host names are the caller's to choose: what is remembered of them must not grow with their number.
const mostRemembered = 1000

export function openHosts(lookUp: (host: string) => Promise<string | null>): Hosts {
  const known = new Map<string, { owner: string | null; until: number }>()

  function remembered(host: string) {
    const found = known.get(host)
    return found && found.until > Date.now() ? found : null
  }
  async function organizationOf(host: string): Promise<string | null> {
    const found = remembered(host)
    if (found) return found.owner
    const owner = await lookUp(host)
    if (known.size >= mostRemembered) known.clear()
    known.set(host, { owner, until: Date.now() + rememberedMilliseconds })
    return owner
  }
  function refuse(owner: string | null, organizationId: string) {
    if (owner !== null && owner !== organizationId) throw new Refused('sign_in_needed')
  }
  return {
    organizationOf,
    refuseForeign(host, organizationId) {
      const found = remembered(host)
      if (!found) return organizationOf(host).then((owner) => refuse(owner, organizationId))
      refuse(found.owner, organizationId)
      return null
    },
  }
}

/**
 * A link into this installation that may travel in a mail. The caller writes the Host header, so it is taken only when
 * it is this machine or a verified domain; else the link goes to the installation's own address.
 */
export async function linkTo(
  request: RequestFacts,
  { env, hosts }: { env: Env; hosts: Hosts },
  path: string,
): Promise<string> {
  const known = isLoopback(request.host) || (await hosts.organizationOf(request.host)) !== null
  return `${known ? request.origin : env.publicUrl}${path}`
}

import type { Endpoint } from '#contract/endpoint.ts'
import type { Input } from './attacks.ts'
import type { Answer, Door } from './door.ts'
import { generateInput, Unknown } from './generate.ts'
import type { Victim } from './victims.ts'

export interface OddWays {
  door: Door
  endpoint: Endpoint
  /** The rightful input. */
  input: Input
  person: { token: string }
  /** Somebody of the foreign organization, whose cursors are tried. */
  stranger: { token: string }
  victims: Victim[]
  say(fault: string): void
}

const cursors = ['before', 'after', 'cursor']
const words = ['q', 'search', 'name', 'login', 'fullName', 'phone']

/**
 * The rightful question with a victim's name where nobody should look: in headers, in what is searched for, in the
 * cursor of a page. Nothing of hers may come, and headers may change nothing at all.
 */
export async function oddWays({ door, endpoint, input, person, stranger, victims, say }: OddWays): Promise<void> {
  if (endpoint.verb !== 'GET' || endpoint.answers) return
  const fields = Object.keys(endpoint.input.shape)
  const ask = (given: Input, headers?: Record<string, string>) => door.call(person, endpoint, given, undefined, headers)
  const plain = await ask(input)
  for (const victim of victims) {
    const answer = await ask(input, headersNaming(victim))
    if (answer.status !== plain.status)
      say(`headers that name ${victim.name} turn ${plain.status} into ${answer.status}`)
    look(answer, victim, `headers that name ${victim.name}`)
    for (const field of fields.filter((name) => words.includes(name)))
      look(await ask({ ...input, [field]: victim.word }), victim, `${field} of ${victim.name}`)
    for (const field of fields.filter((name) => cursors.includes(name)))
      for (const cursor of await cursorsOf(victim))
        look(await ask({ ...input, [field]: cursor }), victim, `a cursor (${field}) of ${victim.name}`)
  }

  function look(answer: Answer, victim: Victim, what: string) {
    if (answer.status >= 500) say(`${what}: answered ${answer.status}`)
    if (answer.text.includes(victim.word)) say(`${what}: the answer holds a row of the victim`)
  }

  /** Those that the victim's own people are given, and her ids, which many cursors are made of. */
  async function cursorsOf(victim: Victim): Promise<string[]> {
    const ids = Object.values(victim.ids).slice(0, 3)
    // Her own people's look at a record would be noted among her rows.
    if (victim.sameOrganization || endpoint.opens) return ids
    try {
      const theirs = await door.call(stranger, endpoint, {
        ...generateInput(endpoint.input.shape as never, victim.ids),
        ...('limit' in endpoint.input.shape ? { limit: 1 } : {}),
      })
      const next = /"(?:next|before|cursor)":"([^"]+)"/.exec(theirs.text)?.[1]
      return next ? [next, ...ids] : ids
    } catch (error) {
      if (error instanceof Unknown) return ids
      throw error
    }
  }
}

function headersNaming({ ids }: Victim): Record<string, string> {
  const organization = ids.organizationId ?? crypto.randomUUID()
  return {
    'x-organization-id': organization,
    'x-tenant-id': organization,
    'x-clinic-id': ids.clinicId ?? crypto.randomUUID(),
    'x-user-id': ids.userId ?? crypto.randomUUID(),
    'x-role': 'org_admin',
    'x-http-method-override': 'DELETE',
    'x-original-url': `/api/clinics/${ids.clinicId}/patients`,
    'x-forwarded-prefix': `/api/clinics/${ids.clinicId}`,
    cookie: `clinicId=${ids.clinicId}; organizationId=${organization}`,
  }
}

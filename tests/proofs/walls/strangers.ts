import { createHmac } from 'node:crypto'
import type { Endpoint } from '#contract/endpoint.ts'
import type { Person } from '#tests/harness/group.ts'
import type { Input } from './attacks.ts'
import type { Door } from './door.ts'

/** What nobody in particular can try: no token, a made-up one, one signed by somebody else, a field nobody asked for. */
export async function strangers(
  door: Door,
  endpoint: Endpoint,
  input: Input,
  file: Uint8Array | undefined,
  person: Person,
): Promise<string[]> {
  const faults: string[] = []
  const tokens: Record<string, { token: string } | null> = {
    'without a token': null,
    'with a made-up token': { token: 'abc.def.ghi' },
    'with a token that somebody else signed': { token: resigned(person.token) },
    'with an unsigned token': { token: unsigned(person.token) },
  }
  for (const [how, token] of Object.entries(tokens)) {
    const { status } = await door.call(token, endpoint, input, file)
    if (status !== 401) faults.push(`${how} it answers ${status}, not 401`)
  }
  const { status } = await door.call(person, endpoint, { ...input, organizationIdOfMine: 'x' }, file)
  if (status !== 422) faults.push(`a field that nobody asked for is answered ${status}, not refused as 422`)
  return faults
}

function resigned(token: string): string {
  const claims = token.split('.').slice(0, 2).join('.')
  return `${claims}.${createHmac('sha256', 'a secret of somebody else, quite long').update(claims).digest('base64url')}`
}

function unsigned(token: string): string {
  const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url')
  return `${none}.${token.split('.')[1]}.`
}

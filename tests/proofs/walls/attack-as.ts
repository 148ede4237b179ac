import { type Endpoint, pathParams } from '#contract/endpoint.ts'
import { attacksOn, type IdSlot, type Input, idSlots, withIds } from './attacks.ts'
import type { Answer } from './door.ts'
import type { Victim } from './victims.ts'

export interface AttackOptions {
  endpoint: Endpoint
  /** The rightful input. */
  input: Input
  victims: Victim[]
  call(input: Input): Promise<Answer>
  say(sentence: string): void
  headOffice: boolean
  owner: boolean
}

/** One person's tries with ids that are not hers. */
export async function attackAs({ endpoint, input, victims, call, say, headOffice, owner }: AttackOptions) {
  const inPath = pathParams(endpoint.path)
  const strictly = (slots: IdSlot[]) => slots.some(({ path }) => inPath.includes(String(path[0])))
  // The same, naming what nobody has: whoever asks must not learn the difference.
  const twins = new Map<string, Answer>()
  const ofNobody = async (slots: IdSlot[], beside?: boolean) => {
    const key = slots.map(({ path }) => path.join('.')).join() + beside
    if (!twins.has(key)) twins.set(key, await call(withIds(input, slots, () => crypto.randomUUID(), beside)))
    return twins.get(key)!
  }
  for (const victim of victims) {
    for (const attack of attacksOn(input, victim.ids, victim.name)) {
      const entersClinic = attack.slots.some(({ kind }) => kind === 'clinicId' || kind === 'branchId')
      if (owner && victim.sameOrganization && (headOffice || entersClinic)) continue
      const answer = await call(withIds(input, attack.slots, ({ kind }) => attack.ids[kind]!, attack.beside))
      const twin = await ofNobody(attack.slots, attack.beside)
      judge(attack.what, answer, strictly(attack.slots))
      if (answer.text.includes(victim.word)) say(`${attack.what}: the answer holds a row of the victim`)
      if (likeness(answer) !== likeness(twin))
        say(`${attack.what} is answered ${short(answer)}, and an id that nobody has ${short(twin)}`)
    }
  }
  for (const slot of idSlots(input))
    for (const malformed of owner ? malformedIds : malformedIds.slice(0, 1)) {
      const answer = await call(withIds(input, [slot], () => malformed))
      if (answer.status < 400 || answer.status >= 500)
        say(`${slot.path.join('.')} that is no id (${malformed.slice(0, 20)}) is answered ${short(answer)}`)
    }

  function judge(what: string, answer: Answer, byPath: boolean) {
    if (answer.status >= 500) say(`${what} is answered ${short(answer)}`)
    // A list that is asked for one patient's rows may be an empty list; the twin holds it against one of nobody's.
    else if (answer.status < 300 && (byPath || endpoint.verb !== 'GET')) say(`${what} goes through`)
    else if (byPath && ![403, 404].includes(answer.status)) say(`${what} is answered ${short(answer)}`)
  }
}

const malformedIds = [
  "1' or true --",
  'null',
  '..%2f..%2fclinics',
  '{00000000-0000-0000-0000-000000000000}',
  '*',
  '\u0000',
  'x'.repeat(3000),
]

const short = ({ status, text }: Answer) => `${status} ${text.slice(0, 160)}`

/** The answer without what differs between any two calls: trace numbers, moments, the ids that were asked for. */
function likeness({ status, text }: Answer): string {
  return `${status} ${text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)/g, '')}`
}

import { registerWalkIn } from '#contract/appointments.ts'
import { listenToClinic, listenToOrganization } from '#contract/live.ts'
import { registerPatient } from '#contract/patients.ts'
import { addService } from '#contract/services.ts'
import { type Fetch, requestOf } from '#tests/harness/caller.ts'
import type { Setting } from './turn.ts'

/**
 * What open event streams hear while things happen elsewhere: the other organization checks somebody in, the other
 * branch adds a service, and last somebody of the own branch registers a patient. Topics tell them apart.
 */
export async function listenAtWalls({ group, ok }: Setting, fetch: Fetch): Promise<string[]> {
  const { people, clinics, services, patients } = group
  const branch = open(fetch, people.receptionist, requestOf(listenToClinic, { clinicId: clinics.gulberg }))
  const headOffice = open(fetch, people.owner, requestOf(listenToOrganization, {}))
  await Promise.all([branch.ready, headOffice.ready])
  // Whoever begins to listen is told first what changed shortly before: that is over once the first own patient is heard.
  const ownPatient = (fullName: string) =>
    ok(people.receptionist, registerPatient, { clinicId: clinics.gulberg, fullName, phone: null })
  await ownPatient('Bano Qudsia')
  await heardBy([branch, headOffice])
  for (const { topics } of [branch, headOffice]) topics.clear()
  await ok(people.stranger, registerWalkIn, {
    clinicId: clinics.foreign,
    patientId: patients.foreign,
    serviceId: services.foreign,
  })
  await ok(people.owner, addService, {
    clinicId: clinics.north,
    name: 'Heard afar',
    category: '',
    minutes: 30,
    priceMinor: 1,
  })
  await ownPatient('Umm Kulsum Achakzai')
  await heardBy([branch, headOffice])
  const faults: string[] = []
  const expectOnly = (who: string, { topics }: { topics: Set<string> }, allowed: string[]) => {
    if (!topics.has('patient'))
      faults.push(`${who}'s event stream does not hear its own patient, so its silence proves nothing`)
    for (const topic of topics)
      if (!allowed.includes(topic)) faults.push(`${who}'s event stream hears "${topic}" of somebody else`)
  }
  expectOnly('a branch', branch, ['patient'])
  expectOnly('head office', headOffice, ['patient', 'service'])
  branch.close()
  headOffice.close()
  return faults
}

type Listening = ReturnType<typeof open>
const heardBy = (streams: Listening[]) =>
  Promise.race([
    Promise.all(streams.map(({ heard }) => heard('patient'))),
    new Promise((resolve) => setTimeout(resolve, 20_000)),
  ])

function open(fetch: Fetch, person: { token: string }, { path, init }: ReturnType<typeof requestOf>) {
  const stop = new AbortController()
  const topics = new Set<string>()
  const waiting = new Map<string, () => void>()
  let isReady = () => {}
  const ready = new Promise<void>((resolve) => {
    isReady = resolve
  })
  const headers = { authorization: `Bearer ${person.token}` }
  void (async () => {
    const response = await fetch(new Request(`http://localhost${path}`, { ...init, headers, signal: stop.signal }))
    for await (const part of response.body!) {
      const text = new TextDecoder().decode(part)
      if (text.includes('event: ready')) isReady()
      for (const [, topic] of text.matchAll(/"topic":"(\w+)"/g)) {
        topics.add(topic!)
        waiting.get(topic!)?.()
      }
    }
  })().catch(() => {})
  return {
    ready,
    topics,
    heard: (topic: string) =>
      topics.has(topic) ? Promise.resolve() : new Promise<void>((resolve) => waiting.set(topic, resolve)),
    close: () => stop.abort(),
  }
}

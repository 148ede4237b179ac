import { openDatabase } from '#api/core/databases.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { requestOf } from '#tests/harness/caller.ts'
import { type Case, cases, noteStatements, writes } from './cases.ts'
import { fire, type Pace, type Shot } from './load.ts'
import { answerOf, startProcess, stopProcess } from './processes.ts'
import type { Scene } from './scene.ts'

export interface Measured {
  name: string
  connections: number
  /** Answers a second. */
  ours: number
  control: number
  ratio: number
  oursP50Ms: number
  oursP99Ms: number
  controlP50Ms: number
  failures: number
  promised: number | null
}

export interface RunOptions {
  adminUrl: string
  appUrl: string
  secret: string
  scene: Scene
  connections: number[]
  /** Of one round; rounds alternate between ours and the control, so that both meet the same moods of the machine. */
  seconds: number
  rounds: number
  only?: string
  report(measured: Measured): void
}

export interface ServerFigures {
  /** The most resident memory our server process was seen with. */
  rssMegabytes: number
  /** From the start of a new process to its first healthy answer. */
  healthyAfterMs: number
}

const poolSize = 8

/** Measures every case beside its control. Both are processes of their own on the same database. */
export async function measure(options: RunOptions): Promise<{ rows: Measured[]; server: ServerFigures }> {
  const chosen = cases.filter((one) => !options.only || one.name.includes(options.only))
  const database = openDatabase(options.appUrl, 2)
  const slots = new Slots(options.scene.slots)
  const noted = []
  for (const one of chosen) {
    // Ours books the first half of the slots, the control the other.
    const inputs = writes(one) ? slots.forControl() : one.inputs(options.scene)
    noted.push(await noteStatements(one, inputs, options.scene, database))
  }
  await database.end()

  const settings = { appUrl: options.appUrl, secret: options.secret, poolSize }
  const control = await startProcess('control.ts', { url: options.adminUrl, poolSize, cases: noted })
  let ours = await startProcess('ours.ts', { ...settings, port: 0 })
  const rows: Measured[] = []
  let rss = 0
  try {
    for (const [index, one] of chosen.entries()) {
      const token = await options.scene.tokens[one.who]()
      const asked = asking(one, options.scene, token, slots)
      let number = 0
      const path = noted[index]!.name
      const next = () => ({
        method: 'GET' as const,
        path: `/${path}/${writes(one) ? slots.nextControl() : number++}`,
      })
      // Neither side is measured while its code is being compiled and its connections make their first plans. What all
      // cases go through is hot after some 20,000 answers, which the first one gives; it is a small read.
      await fire(ours.port, 16, index === 0 ? 2.6 : 0.25, asked)
      await fire(control.port, 16, index === 0 ? 1.6 : 0.25, next)
      for (const connections of options.connections) {
        await fire(ours.port, connections, 0.05, asked)
        await fire(control.port, connections, 0.05, next)
        const paces: { ours: Pace[]; control: Pace[] } = { ours: [], control: [] }
        // A slot is booked once: at full pace more rounds than these would use them up, and answer errors.
        const rounds = writes(one) ? Math.min(options.rounds, 5) : options.rounds
        for (let round = 0; round < rounds; round++) {
          paces.ours.push(await fire(ours.port, connections, options.seconds, asked))
          paces.control.push(await fire(control.port, connections, options.seconds, next))
        }
        const measured = compare(one, connections, paces)
        rows.push(measured)
        options.report(measured)
        ours.child.send('memory')
        rss = Math.max(rss, ((await answerOf(ours.child)) as { rssBytes: number }).rssBytes)
      }
    }
    await stopProcess(ours.child)
    const began = performance.now()
    ours = await startProcess('ours.ts', { ...settings, port: ours.port })
    await healthy(ours.port)
    return { rows, server: { rssMegabytes: rss / 1024 / 1024, healthyAfterMs: performance.now() - began } }
  } finally {
    await stopProcess(ours.child)
    await stopProcess(control.child)
  }
}

function asking(one: Case, scene: Scene, token: string, slots: Slots): () => Shot {
  const headers = { authorization: `Bearer ${token}` }
  const shotOf = (input: Record<string, unknown>): Shot => {
    const { path, init } = requestOf(one.endpoint as Endpoint, input)
    return { method: one.endpoint.verb as 'GET' | 'POST', path, headers, body: init.body as string | undefined }
  }
  if (writes(one)) return () => shotOf(slots.nextOurs())
  const shots = one.inputs(scene).map(shotOf)
  let number = 0
  return () => shots[number++ % shots.length]!
}

/** Slots are used once: the first half by ours, the second by the control. */
class Slots {
  private readonly all: Record<string, unknown>[]
  private readonly half: number
  private ours = 0
  private control = 0

  constructor(all: Record<string, unknown>[]) {
    this.all = all
    this.half = Math.floor(all.length / 2)
  }
  forControl() {
    return this.all.slice(this.half)
  }
  nextOurs() {
    return this.all[this.ours++ % this.half]!
  }
  nextControl() {
    return this.control++
  }
}

function compare(one: Case, connections: number, paces: { ours: Pace[]; control: Pace[] }): Measured {
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
  const ours = median(paces.ours.map((pace) => pace.perSecond))
  const control = median(paces.control.map((pace) => pace.perSecond))
  return {
    name: one.name,
    connections,
    ours: Math.round(ours),
    control: Math.round(control),
    // Of neighbouring rounds, so that a slow moment counts for both.
    ratio: median(paces.ours.map((pace, round) => pace.perSecond / paces.control[round]!.perSecond)),
    oursP50Ms: median(paces.ours.map((pace) => pace.p50Ms)),
    oursP99Ms: median(paces.ours.map((pace) => pace.p99Ms)),
    controlP50Ms: median(paces.control.map((pace) => pace.p50Ms)),
    failures: [...paces.ours, ...paces.control].reduce((sum, pace) => sum + pace.failures, 0),
    promised: one.promised,
  }
}

async function healthy(port: number) {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/ready`).catch(() => null)
    if (answer?.ok) return
  }
}

import pg from 'pg'
import { startApi } from '#api/node.ts'
import { arrangeGroup, type Group, testSecret } from '#tests/harness/group.ts'
import { openWires, type Wires } from './wire.ts'

export interface RaceOptions {
  /** Superuser's and the product's address of an empty, migrated database. */
  adminUrl: string
  appUrl: string
  rounds: number
  connections: number
  attempts: number
  /** A line for people after each round. */
  report(line: string): void
}

export interface RaceResult {
  passed: boolean
  rounds: number
  attempts: number
  connections: number
  /** Over all rounds. */
  booked: number
  refused: number
  serverErrors: number
  otherAnswers: number
  /** In the database's own counter. */
  deadlocks: number
  /** Bookings a second of the branch's other doctors: alone, and while the stampede runs; and the one by the other. */
  paceAlone: number
  paceDuring: number
  paceRatio: number
  /** Of the stampede's answers, in milliseconds. */
  slowestMs: number
  failures: string[]
}

const otherDoctors = 6
const otherDesks = 12
const slotMinutes = 5
/** From 09:00 to 17:00: a new one for each round. */
const halfHours = 16

/**
 * The stampede: in each round `attempts` desks book the same slot of one doctor over `connections` keep-alive
 * connections, released together; at the same time other desks go on booking other doctors. True when each round
 * makes one booking and refuses all others in words (409), without a deadlock or a server error, and the other desks
 * keep at least half of the pace they have alone.
 */
export async function proveRace(options: RaceOptions): Promise<RaceResult> {
  const admin = new pg.Client(options.adminUrl)
  await admin.connect()
  const group = await arrangeGroup(admin)
  const others = await arrangeDoctors(admin, group)
  const api = await startApi({ appUrl: options.appUrl, secret: testSecret, port: 0, strictAnswers: false })
  const stampede = openWires(api.url, options.connections)
  const desks = openWires(api.url, otherDesks)
  try {
    return await run(options, { admin, group, others, stampede, desks })
  } finally {
    stampede.close()
    desks.close()
    await api.stop()
    await admin.end()
  }
}

interface Setting {
  admin: pg.Client
  group: Group
  others: string[]
  stampede: Wires
  desks: Wires
}

async function run(options: RaceOptions, setting: Setting): Promise<RaceResult> {
  const { admin, stampede, desks } = setting
  const booker = otherBooker(setting)
  await warmUp(stampede, options.connections, setting)
  await warmUp(desks, otherDesks, setting)
  await booker.during(Promise.resolve(), 500)
  const deadlocksBefore = await deadlocksOf(admin)

  const result: RaceResult = {
    passed: false,
    rounds: options.rounds,
    attempts: options.attempts,
    connections: options.connections,
    booked: 0,
    refused: 0,
    serverErrors: 0,
    otherAnswers: 0,
    deadlocks: 0,
    paceAlone: 0,
    paceDuring: 0,
    paceRatio: 0,
    slowestMs: 0,
    failures: [],
  }
  const paceAlone = new Pace()
  const paceDuring = new Pace()
  for (let round = 0; round < options.rounds; round++) {
    // Measured between the rounds, so that a machine that is busy with something else slows both alike.
    paceAlone.add(await booker.during(Promise.resolve(), 400))
    const shots = fire(options, setting, round)
    const during = await booker.during(shots, 0)
    paceDuring.add(during)
    result.serverErrors += during.serverErrors
    const answers = await shots
    const count = (status: (status: number) => boolean) => answers.filter((answer) => status(answer.status)).length
    const booked = count((status) => status === 201)
    const refused = count((status) => status === 409)
    const errors = count((status) => status >= 500)
    result.booked += booked
    result.refused += refused
    result.serverErrors += errors
    result.otherAnswers += answers.length - booked - refused - errors
    result.slowestMs = Math.max(result.slowestMs, ...answers.map((answer) => Math.round(answer.milliseconds)))
    if (booked !== 1 || refused !== options.attempts - 1)
      result.failures.push(`Round ${round + 1}: ${booked} booked, ${refused} refused, ${errors} server errors.`)
    options.report(`round ${round + 1}: ${booked} booked, ${refused} refused, others ${Math.round(during.perSecond)}/s`)
  }
  result.deadlocks = (await deadlocksOf(admin)) - deadlocksBefore
  result.paceDuring = Math.round(paceDuring.perSecond)
  result.paceAlone = Math.round(paceAlone.perSecond)
  result.paceRatio = Math.round((paceDuring.perSecond / paceAlone.perSecond) * 100) / 100
  if (result.deadlocks > 0) result.failures.push(`${result.deadlocks} deadlocks in the database's counter.`)
  if (result.serverErrors > 0) result.failures.push(`${result.serverErrors} answers of 5xx.`)
  if (result.paceRatio < 0.5) result.failures.push(`Other doctors' bookings fell to ${result.paceRatio} of their pace.`)
  result.passed = result.failures.length === 0
  return result
}

class Pace {
  private booked = 0
  private seconds = 0
  add(part: { booked: number; seconds: number }) {
    this.booked += part.booked
    this.seconds += part.seconds
  }
  get perSecond() {
    return this.booked / this.seconds
  }
}

/** All attempts of a round at once: the agent spreads them over the connections that are open already. */
function fire({ attempts }: RaceOptions, { stampede, group }: Setting, round: number) {
  const startsAt = new Date(
    firstSlot(1 + Math.floor(round / halfHours)) + (round % halfHours) * 30 * 60_000,
  ).toISOString()
  return Promise.all(
    Array.from({ length: attempts }, () =>
      stampede.send('POST', `/api/clinics/${group.clinics.gulberg}/appointments`, group.people.receptionist.token, {
        patientId: group.patients.gulberg,
        doctorId: group.doctors.sana,
        startsAt,
        minutes: 30,
      }),
    ),
  )
}

/** Desks that book other doctors one visit after the other, and count how many they got in. */
function otherBooker({ desks, group, others }: Setting) {
  const next = others.map(() => 0)
  return {
    async during(until: Promise<unknown>, atLeastMs: number) {
      let running = true
      let booked = 0
      let serverErrors = 0
      const began = performance.now()
      const desk = async (index: number) => {
        while (running) {
          const doctor = index % others.length
          const slot = next[doctor]!++
          const answer = await desks.send(
            'POST',
            `/api/clinics/${group.clinics.gulberg}/appointments`,
            group.people.receptionist.token,
            {
              patientId: group.patients.gulberg,
              doctorId: others[doctor],
              startsAt: new Date(slotTime(slot)).toISOString(),
              minutes: slotMinutes,
            },
          )
          if (answer.status === 201 && running) booked++
          if (answer.status >= 500) serverErrors++
        }
      }
      const all = Promise.all(Array.from({ length: otherDesks }, (_, index) => desk(index)))
      await Promise.all([until, new Promise((resolve) => setTimeout(resolve, atLeastMs))])
      running = false
      const seconds = (performance.now() - began) / 1000
      await all
      return { booked, serverErrors, seconds, perSecond: booked / seconds }
    },
  }
}

const dayMs = 86_400_000
/** 09:00 at the clinic (Asia/Karachi), `days` from now. */
const firstSlot = (days: number) => Math.floor((Date.now() + 5 * 3_600_000) / dayMs + days) * dayMs + 4 * 3_600_000

const slotsPerDay = (8 * 60) / slotMinutes
/** The others book a calendar of their own, from day 30 on, so that no day grows beyond a real one. */
const slotTime = (slot: number) =>
  firstSlot(30 + Math.floor(slot / slotsPerDay)) + (slot % slotsPerDay) * slotMinutes * 60_000

async function warmUp(wires: Wires, connections: number, { group }: Setting) {
  const path = `/api/clinics/${group.clinics.gulberg}/doctors`
  for (let round = 0; round < 3; round++)
    await Promise.all(
      Array.from({ length: connections }, () => wires.send('GET', path, group.people.receptionist.token)),
    )
}

async function arrangeDoctors(admin: pg.Client, { organizationId, clinics }: Group): Promise<string[]> {
  const { rows } = await admin.query<{ id: string }>(
    `with made as (insert into doctors (organization_id, full_name)
         select $1, 'Dr Number ' || n from generate_series(1, $3::int) n returning id),
       placed as (insert into clinic_doctors (organization_id, clinic_id, doctor_id) select $1, $2, id from made returning doctor_id)
     select doctor_id as id from placed`,
    [organizationId, clinics.gulberg, otherDoctors],
  )
  const ids = rows.map((row) => row.id)
  await admin.query(
    `insert into doctor_sessions (organization_id, clinic_id, doctor_id, weekday, starts_minute, ends_minute)
     select $1, $2, doctor, weekday, 540, 1020 from unnest($3::uuid[]) doctor, generate_series(1, 7) weekday`,
    [organizationId, clinics.gulberg, ids],
  )
  return ids
}

/** The counter is written by each backend when it is idle; asking for it makes a fresh snapshot. */
async function deadlocksOf(admin: pg.Client): Promise<number> {
  await admin.query('select pg_stat_clear_snapshot()')
  const { rows } = await admin.query('select deadlocks from pg_stat_database where datname = current_database()')
  return Number(rows[0].deadlocks)
}

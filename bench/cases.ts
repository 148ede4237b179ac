import type { Statement } from '#api/core/batch.ts'
import type { Database } from '#api/core/databases.ts'
import { newId } from '#api/core/ids.ts'
import type { RequestFacts } from '#api/core/request.ts'
import { readWithin, type SessionScope, type Tx, writeWithin } from '#api/core/tx.ts'
import { bookAppointment } from '#api/modules/appointments/book.ts'
import { listDay } from '#api/modules/appointments/queries.ts'
import { getPatient } from '#api/modules/patients/queries.ts'
import { searchPatients } from '#api/modules/patients/search.ts'
import { getOverview } from '#api/modules/reporting/overview.ts'
import * as appointments from '#contract/appointments.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { getOverview as getOverviewEndpoint } from '#contract/network.ts'
import * as patients from '#contract/patients.ts'
import type { Permission } from '#contract/permissions.ts'
import type { ControlCase } from './control.ts'
import { recording } from './record.ts'
import type { Scene } from './scene.ts'

export interface Case {
  name: string
  endpoint: Endpoint
  who: 'desk' | 'headOffice'
  /** The share of the control's throughput that is promised; null where only another promise holds. */
  promised: number | null
  /** What is asked, one after the other; bookings are used once each. */
  inputs(scene: Scene): Record<string, unknown>[]
  handler(tx: Tx, input: never, facts: RequestFacts): Promise<unknown>
}

export const cases: Case[] = [
  {
    name: 'patient by id',
    endpoint: patients.getPatient,
    who: 'desk',
    promised: 0.7,
    inputs: (scene) => scene.patientIds.map((patientId) => ({ clinicId: scene.clinicId, patientId })),
    handler: getPatient,
  },
  {
    name: 'day list of a branch',
    endpoint: appointments.listDay,
    who: 'desk',
    promised: 0.7,
    inputs: (scene) => scene.days.map((day) => ({ clinicId: scene.clinicId, day })),
    handler: listDay,
  },
  {
    name: 'patient search, misspelt name',
    endpoint: patients.searchPatients,
    who: 'desk',
    promised: 0.7,
    inputs: (scene) => scene.misspelt.map((q) => ({ clinicId: scene.clinicId, q })),
    handler: searchPatients,
  },
  {
    name: 'patient search, phone digits',
    endpoint: patients.searchPatients,
    who: 'desk',
    promised: 0.7,
    inputs: (scene) => scene.phoneDigits.map((q) => ({ clinicId: scene.clinicId, q })),
    handler: searchPatients,
  },
  {
    name: 'book',
    endpoint: appointments.bookAppointment,
    who: 'desk',
    promised: 0.5,
    inputs: (scene) => scene.slots,
    handler: bookAppointment,
  },
  {
    name: 'network overview',
    endpoint: getOverviewEndpoint,
    who: 'headOffice',
    promised: 0.7,
    inputs: () => [{}],
    handler: getOverview,
  },
]

export const writes = (one: Case) => one.endpoint.verb !== 'GET'

/** The statements our handler sends for each input, for the control to send. Nothing stays changed. */
export async function noteStatements(
  one: Case,
  inputs: Record<string, unknown>[],
  scene: Scene,
  database: Database,
): Promise<ControlCase> {
  const person = scene.people[one.who]
  const perClinic = one.endpoint.path.startsWith('/clinics/')
  const scope: SessionScope = {
    kind: 'session',
    ...person,
    permission: one.endpoint.needs as Permission,
    clinicId: perClinic ? scene.clinicId : null,
    traceId: 'bench',
  }
  const note = async (input: Record<string, unknown>) => {
    const noted: Statement[] = []
    const within = recording(database, noted)
    const run = writes(one) ? writeWithin : readWithin
    await run(within, scope, (tx) => one.handler(tx, one.endpoint.input.parse(input) as never, {} as RequestFacts))
    return noted
  }
  const variants: Statement[][] = []
  if (writes(one)) {
    // A booking is noted once per time; what the other doctors' differ in is the doctor, and the ids it makes.
    const [first] = inputs
    const noted = new Map<unknown, Statement[]>()
    for (const input of inputs) if (input.doctorId === first!.doctorId) noted.set(input.startsAt, await note(input))
    for (const input of inputs)
      variants.push(madeAnew(noted.get(input.startsAt)!, first!.doctorId as string, input, scene))
  } else for (const input of inputs) variants.push(await note(input))
  return {
    name: one.name.replaceAll(/\W+/g, '-'),
    writes: writes(one),
    settings: {
      'app.organization_id': person.organizationId,
      'app.clinic_ids': perClinic ? `{${scene.clinicId}}` : `{${scene.clinicIds.join(',')}}`,
      'app.clinic_id': perClinic ? scene.clinicId : '',
      'app.user_id': person.userId,
      'app.whole_organization': perClinic ? '' : 'on',
    },
    variants: variants.map((statements) => statements.map(({ text, values }) => ({ text, values: [...values] }))),
  }
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

function madeAnew(
  statements: Statement[],
  doctorId: string,
  input: Record<string, unknown>,
  scene: Scene,
): Statement[] {
  const text = JSON.stringify(statements)
  const kept = new Set([
    scene.clinicId,
    scene.people.desk.organizationId,
    scene.people.desk.userId,
    ...scene.patientIds,
  ])
  const swapped = new Map<string, string>([[doctorId, input.doctorId as string]])
  return JSON.parse(
    text.replace(uuid, (id) => {
      if (kept.has(id)) return id
      if (!swapped.has(id)) swapped.set(id, newId())
      return swapped.get(id)!
    }),
  )
}

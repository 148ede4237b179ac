import type { Statement } from '#api/core/batch.ts'
import { openTokens } from '#api/core/session.ts'
import { entering, enteringAgain } from '#api/core/tx.ts'
import { duplicateKeys } from '#api/modules/patients/duplicate-keys.ts'
import { listDay } from '#contract/appointments.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { getOverview } from '#contract/network.ts'
import { getPatient, searchPatients } from '#contract/patients.ts'
import { changeRoles, getRoles } from '#contract/roles.ts'
import { addService, listServices } from '#contract/services.ts'
import { withClient } from '#db/client.ts'
import { testSecret } from '#tests/harness/group.ts'
import type { Setting } from '../walls/turn.ts'

/** One sentence about the guard that must hold. */
export interface Probe {
  name: string
  holds(): Promise<boolean>
}

type Asker = { token: string }

/** What the guard promises, one call each. `others`: a patient of another doctor than the one of the tests. */
export async function makeProbes(
  setting: Setting,
  appUrl: string,
  others: { patientId: string; name: string },
): Promise<Probe[]> {
  const { admin, group, door } = setting
  const { people, clinics, organizationId } = group
  const clinicId = clinics.gulberg
  const answers = async (who: Asker, endpoint: Endpoint, input: Record<string, unknown>) => {
    const { status, text } = await door.call(who, endpoint, input)
    return status < 300 ? 'open' : `${status} ${/"code":"(\w+)"/.exec(text)?.[1]}`
  }
  const probes: Probe[] = []
  const expectThat = (name: string, expected: string, who: Asker, endpoint: Endpoint, input: Record<string, unknown>) =>
    probes.push({ name, holds: async () => (await answers(who, endpoint, input)) === expected })
  const service = () => ({ clinicId, name: `Service ${crypto.randomUUID()}`, category: '', minutes: 30, priceMinor: 0 })
  const inBranch = { clinicId }

  const over = await openSession(setting, `now() + interval '1 day'`, 'now()')
  const expired = await openSession(setting, `now() - interval '1 minute'`)
  expectThat('an ended session opens nothing', '401 session_ended', over, listServices, inBranch)
  expectThat('an expired session opens nothing', '401 session_ended', expired, listServices, inBranch)
  for (const [what, set, back] of [
    ['ended', 'ended_at = now()', 'ended_at = null'],
    ['expired', `expires_at = now() - interval '1 minute'`, `expires_at = now() + interval '1 day'`],
  ]) {
    const known = await openSession(setting)
    const change = (to: string | undefined) => admin.query(`update sessions set ${to} where id = $1`, [known.sessionId])
    probes.push({
      name: `a session that was let in before and has ${what} since opens nothing`,
      async holds() {
        const before = await answers(known, listServices, inBranch)
        await change(set)
        const after = await answers(known, listServices, inBranch)
        await change(back)
        return before === 'open' && after === '401 session_ended'
      },
    })
  }
  expectThat('a receptionist reads her branch', 'open', people.receptionist, listServices, inBranch)
  expectThat('another branch does not exist', '404 not_found', people.receptionist, listServices, {
    clinicId: clinics.north,
  })
  expectThat(
    'nor to somebody with a role in a third',
    '404 not_found',
    people.receptionistNorth,
    listServices,
    inBranch,
  )
  expectThat(
    'a branch of another organization does not exist, for an owner either',
    '404 not_found',
    people.owner,
    listServices,
    { clinicId: clinics.foreign },
  )
  expectThat('nor does ours for a stranger', '404 not_found', people.stranger, listServices, inBranch)
  expectThat('a nurse adds no service', '403 forbidden', people.nurse, addService, service())
  expectThat('a receptionist does not see head office', '403 forbidden', people.receptionist, getOverview, {})
  expectThat('nor does a clinic admin', '403 forbidden', people.clinicAdmin, getRoles, {})

  // With deviations about: the guard takes its other way.
  const withChanges = async (changes: [string | null, string, string, boolean][], look: () => Promise<boolean>) => {
    for (const [clinic, role, permission, allowed] of changes)
      await admin.query(
        'insert into role_changes (organization_id, clinic_id, role, permission, allowed) values ($1, $2, $3, $4, $5)',
        [organizationId, clinic, role, permission, allowed],
      )
    try {
      return await look()
    } finally {
      await admin.query('delete from role_changes where organization_id = $1', [organizationId])
    }
  }
  const changed = (
    name: string,
    expected: string,
    who: Asker,
    endpoint: Endpoint,
    input: () => Record<string, unknown>,
    ...changes: [string | null, string, string, boolean][]
  ) =>
    probes.push({
      name,
      holds: () => withChanges(changes, async () => (await answers(who, endpoint, input())) === expected),
    })
  const add = [people.nurse, addService, service] as const
  changed('a right that is not given stays closed while others change', '403 forbidden', ...add, [
    null,
    'doctor',
    'services.create',
    true,
  ])
  changed('a right that is given opens', 'open', ...add, [null, 'nurse', 'services.create', true])
  changed(
    'the branch’s own word wins',
    '403 forbidden',
    ...add,
    [null, 'nurse', 'services.create', true],
    [clinicId, 'nurse', 'services.create', false],
  )
  changed('another branch’s word counts for nothing', '403 forbidden', ...add, [
    clinics.north,
    'nurse',
    'services.create',
    true,
  ])
  changed('a right that is taken closes', '403 forbidden', people.receptionist, listServices, () => inBranch, [
    null,
    'receptionist',
    'services.read',
    false,
  ])

  const switched = (name: string, set: string, back: string, look: () => Promise<boolean>) =>
    probes.push({
      name,
      async holds() {
        await admin.query(`update clinics set ${set} where id = $1`, [clinicId])
        try {
          return await look()
        } finally {
          await admin.query(`update clinics set ${back} where id = $1`, [clinicId])
        }
      },
    })
  switched(
    'a module that is off does not exist',
    `modules_off = '{services}'`,
    `modules_off = '{}'`,
    async () => (await answers(people.owner, listServices, inBranch)) === '404 not_found',
  )
  const own = ['doctors_see_own_patients = true', 'doctors_see_own_patients = false'] as const
  const patient = { clinicId, patientId: others.patientId }
  switched(
    'another doctor’s patient does not exist',
    ...own,
    async () => (await answers(people.doctor, getPatient, patient)) === '404 not_found',
  )
  switched('another doctor’s patient is not found', ...own, async () => {
    const { text } = await door.call(people.doctor, searchPatients, { clinicId, q: others.name })
    return !text.includes(others.patientId)
  })
  // Asked itself: what calls it looks the patients up behind the policies as well.
  switched('another doctor’s patient is nobody’s likeness', ...own, () =>
    withClient(appUrl, async (app) => {
      await app.query('begin')
      await app.query('select app.enter($1, null, null, $2)', [people.doctor.sessionId, clinicId])
      const words = duplicateKeys({ fullName: others.name, phone: '+923219990001' })
      const { rows } = await app.query<{ id: string }>('select id from app.find_patients($1, 1, 100)', [words])
      await app.query('rollback')
      return !rows.some(({ id }) => id === others.patientId)
    }),
  )
  switched(
    'the desk sees them all',
    ...own,
    async () => (await answers(people.receptionist, getPatient, patient)) === 'open',
  )

  const rights = { branchId: null, changes: [{ role: 'nurse', permission: 'patients.update', allowed: true }] }
  probes.push({
    name: 'an old proof is asked for again',
    async holds() {
      await admin.query(`update sessions set proved_at = now() - interval '1 hour' where id = $1`, [
        people.owner.sessionId,
      ])
      const answer = await answers(people.owner, changeRoles, rights)
      await admin.query('update sessions set proved_at = now() where id = $1', [people.owner.sessionId])
      return answer === '403 confirmation_needed'
    },
  })
  const mine = { ...people.receptionist, kind: 'session', permission: null, clinicId, traceId: 'probe' } as const
  const seesHeadOffice = (enter: Statement) =>
    withClient(appUrl, async (app) => {
      await app.query('begin')
      const { rows } = await app.query(enter.text, [...enter.values])
      const { rowCount } = await app.query('select from assignments where clinic_id is null')
      await app.query('rollback')
      return { pass: rows[0].pass as string, sees: rowCount !== 0 }
    })
  probes.push({
    name: 'a branch does not see who holds the whole organization, coming again either',
    async holds() {
      const { pass, sees } = await seesHeadOffice(entering(mine))
      return !sees && !(await seesHeadOffice(enteringAgain(mine, pass))).sees
    },
  })
  expectThat('a day can be read', 'open', people.doctor, listDay, { clinicId, day: '2026-11-21' })
  return probes
}

/** Another session of the receptionist. */
async function openSession({ admin, group }: Setting, expires = `now() + interval '1 day'`, ended = 'null') {
  const { userId, organizationId } = group.people.receptionist
  const { rows } = await admin.query(
    `insert into sessions (organization_id, user_id, expires_at, ended_at) values ($1, $2, ${expires}, ${ended}) returning id`,
    [organizationId, userId],
  )
  const sessionId: string = rows[0].id
  const claims = { sessionId, userId, organizationId, roles: ['receptionist'], clinicIds: [group.clinics.gulberg] }
  return { sessionId, token: await openTokens(testSecret).sign(claims) }
}

import type pg from 'pg'
import type { Endpoint } from '#contract/endpoint.ts'
import { type Permission, type Role, rolesAllowed } from '#contract/permissions.ts'
import type { callerOf } from '#tests/harness/caller.ts'
import type { Group, PersonName } from '#tests/harness/group.ts'
import { attackAs } from './attack-as.ts'
import { makeDomain, makeSender } from './branding-sample.ts'
import type { Door } from './door.ts'
import { makeExport, makeNetworkField } from './fields-sample.ts'
import { generateInput } from './generate.ts'
import { makeImport } from './import-sample.ts'
import { oddWays } from './odd-ways.ts'
import { samples } from './samples.ts'
import { strangers } from './strangers.ts'
import type { Victim } from './victims.ts'
import { makeWorld, type Place } from './world.ts'

/** Everybody at the branch of Gulberg, one of each role, and the owner of the organization. */
export const insiders = {
  owner: 'org_admin',
  clinicAdmin: 'clinic_admin',
  manager: 'clinic_manager',
  doctor: 'doctor',
  receptionist: 'receptionist',
  billing: 'billing',
  nurse: 'nurse',
  pharmacist: 'pharmacist',
} as const satisfies Partial<Record<PersonName, Role>>
export type Insider = keyof typeof insiders

export interface Setting {
  admin: pg.Client
  group: Group
  door: Door
  ok: ReturnType<typeof callerOf>['ok']
  own: Place
  victims: Victim[]
}

/**
 * One person's turn at one endpoint, on rows of her own in the state that the call needs. First every attack, which
 * must leave that state as it is; then, in a call of its own, the rightful one: it tells that the attacks failed for
 * the ids and nothing else.
 */
export async function openTurn(setting: Setting, endpoint: Endpoint, insider: Insider, say: (fault: string) => void) {
  const { admin, group, door, ok, own, victims } = setting
  const person = group.people[insider]
  const sample = samples[endpoint.name] ?? {}
  const fields = Object.keys(endpoint.input.shape)
  const headOffice = endpoint.path.startsWith('/organization')
  const ids = await makeWorld(admin, own, { doctor: fields.includes('doctorId'), ...sample.state })
  if (fields.includes('importId'))
    ids.importId = await makeImport(admin, ok, group.people.owner, {
      clinicId: headOffice ? null : own.clinicId,
      word: own.word,
      status: sample.imported ?? 'preview',
    })
  if (headOffice && fields.some((name) => /^fieldIds?$/.test(name))) ids.fieldId = await makeNetworkField(admin, own)
  if (headOffice && /\/(domains|sender)/.test(endpoint.path))
    ids.domainId = await makeDomain(admin, own, null, ids.domainId!)
  if (fields.includes('exportId')) ids.exportId = await makeExport(admin, own, person.userId)
  const shape = Object.fromEntries(
    Object.entries(endpoint.input.shape).filter(([name]) => !sample.without?.includes(name)),
  )
  const given = typeof sample.input === 'function' ? sample.input(ids) : sample.input
  const input: Record<string, unknown> = { ...generateInput(shape as never, ids), ...given }
  const file = sample.file ?? (endpoint.uploadLimit ? new Uint8Array([1]) : undefined)
  const call = (given: Record<string, unknown>) => door.call(person, endpoint, given, file)
  await refresh()

  return {
    input,
    /** A call of this turn as it is answered: the rightful one, or one with another input, or by somebody else. */
    async ask(other?: Record<string, unknown>, by: { token: string } = person) {
      await refresh()
      return door.call(by, endpoint, other ?? input, file)
    },
    async attack() {
      await attackAs({ endpoint, input, victims, call, say, headOffice, owner: insider === 'owner' })
      // Not the owner, who may see the other branch by right.
      if (insider === 'receptionist' || insider === 'clinicAdmin')
        await oddWays({ door, endpoint, input, person, stranger: group.people.stranger, victims, say })
      if (insider === 'owner') for (const fault of await strangers(door, endpoint, input, file, person)) say(fault)
    },
    /** Answers whether it went through, and what the matrix says. */
    async rightful(): Promise<{ through: boolean; allowed: boolean }> {
      await refresh()
      const allowed =
        endpoint.needs === 'signed_in' || rolesAllowed(endpoint.needs as Permission).includes(insiders[insider])
      const answer = await call(input)
      const through = answer.status < 300
      for (const { word, sameOrganization } of victims)
        if (answer.text.includes(word) && !(headOffice && sameOrganization))
          say('her own answer holds a row of a victim')
      if (allowed && !through) say(`it should go through, and answered ${answer.status} ${answer.text.slice(0, 200)}`)
      if (!allowed && answer.status !== 403)
        say(`it should be refused as 403, and answered ${answer.status} ${answer.text.slice(0, 100)}`)
      return { through, allowed }
    },
  }

  /** What colleagues who take their turn before may have changed: the branch is the same for all of them. */
  async function refresh() {
    if (sample.logo) await giveLogo(admin, own)
    if (/\/sender/.test(endpoint.path)) await makeSender(admin, own, headOffice ? null : own.clinicId)
    if (fields.includes('version')) Object.assign(input, { version: await versionOf(admin, endpoint, ids) })
  }
}

/** Edits carry the version of what the last id in the path stands for. */
async function versionOf(admin: pg.Client, { path }: Endpoint, ids: Record<string, string>): Promise<number> {
  const noun = [...path.matchAll(/:([a-z]+)Id/g)].at(-1)?.[1]
  // Head office's own row has no id in any path.
  if (!noun) return (await admin.query('select max(branding_version) as version from organizations')).rows[0].version
  const table = { session: 'doctor_sessions', field: 'patient_fields' }[noun] ?? `${noun}s`
  const { rows } = await admin.query(`select version from ${table} where id = $1`, [ids[`${noun}Id`]])
  return rows[0].version
}

async function giveLogo(admin: pg.Client, { organizationId, clinicId }: Place) {
  await admin.query(
    `insert into clinic_logos (organization_id, clinic_id, sha256, media_type, bytes)
     values ($1, $2, 'logo', 'image/png', $3) on conflict do nothing`,
    [organizationId, clinicId, samples.setLogo!.file],
  )
  await admin.query(`update clinics set logo_sha256 = 'logo' where id = $1`, [clinicId])
  await admin.query(
    `insert into organization_logos (organization_id, sha256, media_type, bytes) values ($1, 'logo', 'image/png', $2)
     on conflict do nothing`,
    [organizationId, Buffer.from('logo')],
  )
  await admin.query(`update organizations set logo_sha256 = 'logo' where id = $1`, [organizationId])
}

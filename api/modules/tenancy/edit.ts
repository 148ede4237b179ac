import { createHash } from 'node:crypto'
import type { Clinic, editClinic as editEndpoint, setHours as hoursEndpoint } from '#contract/clinics.ts'
import type { Input } from '#contract/endpoint.ts'
import { Refused } from '../../core/errors.ts'
import type { RequestFacts } from '../../core/request.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { getClinic, lockClinic } from './queries.ts'
import { readLogo, refuseHours } from './rules.ts'

export async function editClinic(tx: Tx, input: Input<typeof editEndpoint>): Promise<Clinic> {
  await lockClinic(tx, input.version)
  const { clinicId, version: _version, letterhead, ...changes } = input
  const before = await getClinic(tx)
  await tx.rows(sql`update clinics set version = version + 1,
      name = coalesce(${changes.name ?? null}, name), address = coalesce(${changes.address ?? null}, address),
      phone = case when ${changes.phone !== undefined} then ${changes.phone ?? null} else phone end,
      email = case when ${changes.email !== undefined} then ${changes.email ?? null} else email end,
      color = coalesce(${changes.color ?? null}, color),
      letterhead = coalesce(${letterhead ? JSON.stringify(letterhead) : null}::jsonb, letterhead),
      snap_minutes = coalesce(${changes.snapMinutes ?? null}::int, snap_minutes)
    where organization_id = ${tx.organizationId} and id = ${clinicId}`)
  const after = await getClinic(tx)
  const fields = Object.keys({ ...changes, ...(letterhead && { letterhead }) }) as (keyof Clinic)[]
  const side = (clinic: Clinic) => Object.fromEntries(fields.map((field) => [field, clinic[field]]))
  tx.record('clinic.edited', clinicId, { from: side(before), to: side(after) })
  return after
}

export async function setHours(tx: Tx, input: Input<typeof hoursEndpoint>): Promise<Clinic> {
  const refusal = refuseHours(input.hours)
  if (refusal) throw new Refused('invalid', { fields: [refusal] }, refusal.message)
  await lockClinic(tx, input.version)
  const before = await getClinic(tx)
  await tx.rows(
    sql`delete from clinic_hours where organization_id = ${tx.organizationId} and clinic_id = ${input.clinicId}`,
  )
  await tx.rows(sql`insert into clinic_hours (weekday, opens_minute, closes_minute)
    select h."weekday", h."opensMinute", h."closesMinute"
    from jsonb_to_recordset(${JSON.stringify(input.hours)}::jsonb) as h("weekday" int, "opensMinute" int, "closesMinute" int)`)
  await bump(tx)
  tx.record('clinic.hours_set', input.clinicId, { from: hoursTold(before.hours), to: hoursTold(input.hours) })
  return getClinic(tx)
}

/** Hours as the trail tells them: { monday: '09:00–13:00, 15:00–20:00' }. */
function hoursTold(hours: Clinic['hours']): Record<string, string> {
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  const days = Map.groupBy(hours, ({ weekday }) => weekdays[weekday - 1]!)
  return Object.fromEntries(
    [...days].map(([day, stretches]) => [
      day,
      stretches.map(({ opensMinute, closesMinute }) => `${clock(opensMinute)}–${clock(closesMinute)}`).join(', '),
    ]),
  )
}
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** The media type is read from the bytes, never believed. */
export async function setLogo(tx: Tx, input: { clinicId: string }, request: RequestFacts): Promise<Clinic> {
  const mediaType = readLogo(request.body)
  const sha256 = createHash('sha256').update(request.body).digest('hex')
  await tx.rows(sql`insert into clinic_logos (sha256, media_type, bytes) values (${sha256}, ${mediaType}, ${Buffer.from(request.body)})
    on conflict (organization_id, clinic_id, sha256) do nothing`)
  await putLogo(tx, sha256)
  tx.record('clinic.logo_set', input.clinicId, { sha256, mediaType })
  return getClinic(tx)
}

export async function removeLogo(tx: Tx, input: { clinicId: string }): Promise<Clinic> {
  await putLogo(tx, null)
  tx.record('clinic.logo_removed', input.clinicId)
  return getClinic(tx)
}

function bump(tx: Tx) {
  return tx.rows(
    sql`update clinics set version = version + 1 where organization_id = ${tx.organizationId} and id = ${tx.clinicId}`,
  )
}

function putLogo(tx: Tx, sha256: string | null) {
  return tx.rows(sql`update clinics set logo_sha256 = ${sha256}, version = version + 1
    where organization_id = ${tx.organizationId} and id = ${tx.clinicId}`)
}

import type { Clinic } from '#contract/clinics.ts'
import { Refused } from '../../core/errors.ts'
import { sql, type Tx } from '../../core/tx.ts'

const select = sql`c.id, c.name, c.code, c.city, c.region, c.address, c.phone, c.email, c.time_zone as "timeZone",
  c.currency, c.country, c.status, c.color, c.logo_sha256 is not null as "hasLogo", c.snap_minutes as "snapMinutes", c.version,
  jsonb_build_object('tagline', coalesce(c.letterhead->>'tagline', ''), 'taxNumber', coalesce(c.letterhead->>'taxNumber', ''),
    'footer', coalesce(c.letterhead->>'footer', '')) as letterhead,
  coalesce((select jsonb_agg(jsonb_build_object('weekday', h.weekday, 'opensMinute', h.opens_minute, 'closesMinute', h.closes_minute)
      order by h.weekday, h.opens_minute)
    from clinic_hours h where h.organization_id = c.organization_id and h.clinic_id = c.id), '[]') as hours`

/** The clinic in scope. */
export function getClinic(tx: Tx): Promise<Clinic> {
  return tx.one(sql<Clinic>`select ${select} from clinics c
    where c.organization_id = ${tx.organizationId} and c.id = ${tx.clinicId}`)
}

/** Locks the clinic's row for a change and holds the version against the one that was edited, if there was one. */
export async function lockClinic(tx: Tx, version?: number): Promise<number> {
  const row = await tx.one(sql<{ version: number }>`select version from clinics
    where organization_id = ${tx.organizationId} and id = ${tx.clinicId} for update`)
  if (version !== undefined && row.version !== version)
    throw new Refused('changed_meanwhile', { current: await getClinic(tx) })
  return row.version
}

/** What documents carry of the clinic, as it is now: printed on them and kept with what is issued. */
export interface LetterheadSnapshot {
  clinicName: string
  organizationName: string
  address: string
  phone: string | null
  email: string | null
  color: string
  tagline: string
  taxNumber: string
  footer: string
  /** Which of the clinic's logos; null without one. Its bytes stand in clinic_logos. */
  logo: string | null
}

/** The letterhead of a `clinics c` as one JSON value; its organization's where the clinic has chosen that. */
export const letterheadJson = sql<LetterheadSnapshot>`(select case when c.letterhead_from = 'group'
    then jsonb_build_object('clinicName', o.name, 'organizationName', c.name,
      'address', coalesce(nullif(o.letterhead->>'address', ''), concat_ws(', ', nullif(c.address, ''), nullif(c.city, ''))),
      'phone', coalesce(nullif(o.letterhead->>'phone', ''), c.phone), 'email', coalesce(nullif(o.letterhead->>'email', ''), c.email),
      'color', o.color, 'tagline', coalesce(o.letterhead->>'tagline', ''),
      'taxNumber', coalesce(nullif(o.letterhead->>'taxNumber', ''), c.letterhead->>'taxNumber', ''),
      'footer', coalesce(o.letterhead->>'footer', ''), 'logo', o.logo_sha256)
    else jsonb_build_object('clinicName', c.name, 'organizationName', o.name,
      'address', concat_ws(', ', nullif(c.address, ''), nullif(c.city, '')), 'phone', c.phone, 'email', c.email, 'color', c.color,
      'tagline', coalesce(c.letterhead->>'tagline', ''), 'taxNumber', coalesce(c.letterhead->>'taxNumber', ''),
      'footer', coalesce(c.letterhead->>'footer', ''), 'logo', c.logo_sha256) end
  from organizations o where o.id = c.organization_id)`

/** The letterhead of the clinic in scope. */
export async function getLetterhead(tx: Tx): Promise<LetterheadSnapshot> {
  const { letterhead } = await tx.one(sql<{ letterhead: LetterheadSnapshot }>`select ${letterheadJson} as letterhead
    from clinics c where c.organization_id = ${tx.organizationId} and c.id = ${tx.clinicId}`)
  return letterhead
}

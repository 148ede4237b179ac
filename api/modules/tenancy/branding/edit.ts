import { createHash } from 'node:crypto'
import type { editBranding as editEndpoint, editNetworkBranding as editNetworkEndpoint } from '#contract/branding.ts'
import type { Input } from '#contract/endpoint.ts'
import { Refused } from '../../../core/errors.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import { lockClinic } from '../queries.ts'
import { readLogo } from '../rules.ts'
import type { Outside } from './outside.ts'
import { getBranding, getNetworkBranding } from './queries.ts'

export async function editBranding(tx: Tx, outside: Outside, input: Input<typeof editEndpoint>): Promise<void> {
  const { clinicId, version, senderName, letterheadFrom } = input
  const now = await lockClinic(tx)
  if (now !== version) throw new Refused('changed_meanwhile', { current: await getBranding(tx, outside, clinicId) })
  const difference = await tx.one(sql<{ before: object; after: object }>`update clinics set version = version + 1,
      sender_name = case when ${senderName !== undefined} then ${senderName ?? null} else sender_name end,
      letterhead_from = coalesce(${letterheadFrom ?? null}, letterhead_from)
    where organization_id = ${tx.organizationId} and id = ${clinicId}
    returning jsonb_build_object('senderName', old.sender_name, 'letterheadFrom', old.letterhead_from) as before,
      jsonb_build_object('senderName', new.sender_name, 'letterheadFrom', new.letterhead_from) as after`)
  tx.record('clinic.edited', clinicId, difference)
}

export async function editNetworkBranding(
  tx: Tx,
  outside: Outside,
  { version, color, senderName, letterhead }: Input<typeof editNetworkEndpoint>,
): Promise<void> {
  const now = await getNetworkBranding(tx, outside)
  if (now.version !== version) throw new Refused('changed_meanwhile', { current: now })
  const saved = await tx.find(sql`update organizations set branding_version = branding_version + 1,
      color = coalesce(${color ?? null}, color),
      sender_name = case when ${senderName !== undefined} then ${senderName ?? null} else sender_name end,
      letterhead = coalesce(${letterhead ? JSON.stringify(letterhead) : null}::jsonb, letterhead)
    where id = ${tx.organizationId} and branding_version = ${version} returning id`)
  if (!saved) throw new Refused('changed_meanwhile', { current: await getNetworkBranding(tx, outside) })
  const before = { color: now.color, senderName: now.senderName, letterhead: now.letterhead }
  const given = Object.entries({ color, senderName, letterhead }).filter(([, value]) => value !== undefined)
  tx.record('organization.edited', tx.organizationId, { before, after: { ...before, ...Object.fromEntries(given) } })
}

/** `bytes` null: none. */
export async function setNetworkLogo(tx: Tx, bytes: Uint8Array | null): Promise<void> {
  let sha256: string | null = null
  if (bytes) {
    const mediaType = readLogo(bytes)
    sha256 = createHash('sha256').update(bytes).digest('hex')
    await tx.rows(sql`insert into organization_logos (sha256, media_type, bytes)
      values (${sha256}, ${mediaType}, ${Buffer.from(bytes)}) on conflict (organization_id, sha256) do nothing`)
  }
  await tx.rows(sql`update organizations set logo_sha256 = ${sha256}, branding_version = branding_version + 1
    where id = ${tx.organizationId}`)
  tx.record(bytes ? 'organization.logo_set' : 'organization.logo_removed', tx.organizationId, { sha256 })
}

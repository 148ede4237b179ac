import type { DnsRecord } from '#contract/branding.ts'
import { Refused } from '../../../core/errors.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import type { Standing } from './domains.ts'
import type { Outside } from './outside.ts'
import { readAll, recordsOf } from './queries.ts'
import { isFound, minutesToNext } from './rules.ts'

const mine = (tx: Tx, clinicId: string | null) =>
  sql`organization_id = ${tx.organizationId} and clinic_id is not distinct from ${clinicId}`

/** Chooses an address; nothing is sent from it before its records are found. */
export async function setSender(tx: Tx, outside: Outside, clinicId: string | null, address: string): Promise<void> {
  if (!outside.spfHost || !outside.dkimPublicKey) throw new Refused('no_mail_key')
  const before = (await readAll(tx, clinicId)).sender?.address ?? null
  await tx.rows(sql`delete from mail_senders where ${mine(tx, clinicId)}`)
  const { id } = await tx.one(sql<{ id: string }>`insert into mail_senders (clinic_id, address)
    values (${clinicId}, ${address}) returning id`)
  tx.record('sender.chosen', id, { before, address }, clinicId ?? undefined)
}

/** Which of the sender's records the name servers have; asked before the transaction. */
export async function lookUpSender(tx: Tx, outside: Outside, clinicId: string | null) {
  const { sender } = await readAll(tx, clinicId)
  if (!sender) throw new Refused('not_found')
  const records = recordsOf(tx, outside, sender.address)
  const found: DnsRecord['purpose'][] = []
  for (const record of records) if (isFound(record, await outside.dns.txt(record.name))) found.push(record.purpose)
  return { address: sender.address, found, verified: records.length > 0 && found.length === records.length }
}

export async function settleSender(
  tx: Tx,
  clinicId: string | null,
  { address, found, verified }: Awaited<ReturnType<typeof lookUpSender>>,
): Promise<void> {
  const minutes = minutesToNext({ verified, failed: 0, waitingMinutes: 0 })
  const id = await writeSender(tx, clinicId, address, found, { verified, failed: 0, minutes })
  if (!id) throw new Refused('not_found')
  tx.record('sender.checked', id, { address, found, verified }, clinicId ?? undefined)
}

/** Answers the sender's id; null when another address was chosen while the name servers were asked. */
export async function writeSender(
  tx: Tx,
  clinicId: string | null,
  address: string,
  found: DnsRecord['purpose'][] | null,
  { verified, failed, minutes }: Standing,
): Promise<string | null> {
  const heard = found && JSON.stringify(found)
  const row = await tx.find(sql<{ id: string }>`update mail_senders set
      checked_at = case when ${heard}::jsonb is null then checked_at else now() end,
      found = coalesce(${heard}::jsonb, found), failed_checks = ${failed},
      next_check_at = now() + ${minutes} * interval '1 minute',
      verified_at = case when ${verified} then coalesce(verified_at, now()) end
    where ${mine(tx, clinicId)} and address = ${address} returning id`)
  return row?.id ?? null
}

export async function removeSender(tx: Tx, clinicId: string | null): Promise<void> {
  const { id, address } = await tx.one(sql<{ id: string; address: string }>`delete from mail_senders
    where ${mine(tx, clinicId)} returning id, address`)
  tx.record('sender.removed', id, { address }, clinicId ?? undefined)
}

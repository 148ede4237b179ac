import * as z from 'zod'
import { Refused } from '../../../core/errors.ts'
import { type InScope, job } from '../../../core/job.ts'
import { log } from '../../../core/log.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import { lookUpDomain, writeDomain } from './domains.ts'
import type { Outside } from './outside.ts'
import { judgeCheck, minutesToNext } from './rules.ts'
import { lookUpSender, writeSender } from './sender.ts'
import { tellAdmins } from './tell-admins.ts'

interface Due {
  id: string
  clinicId: string | null
  what: 'domain' | 'sender'
  /** The host, or the address mail comes from. */
  name: string
  verified: boolean
  failed: number
  waitingMinutes: number
}
type Seen = Awaited<ReturnType<typeof lookUpDomain>> | Awaited<ReturnType<typeof lookUpSender>>

/**
 * Looks up the addresses and senders that are due, in every organization. One that waited is in use from then on; one in
 * use whose record is missing three times in a row is taken back, and its admins are told.
 */
export const checkAddresses = (outside: Outside) =>
  job('branding.check', z.object({}), async (inScope, _data, signal, inOrganization) => {
    const organizations = await inScope.read((tx) =>
      tx.rows(sql<{ id: string }>`select app.organizations_with_addresses_due() as id`),
    )
    for (const { id } of organizations) {
      const within = inOrganization(id)
      for (const due of await within.read(listDue)) {
        if (signal.aborted) return
        await check(outside, within, due)
      }
    }
  })

async function listDue(tx: Tx): Promise<Due[]> {
  const [domains, senders] = await tx.batch(
    sql<Due>`select id, clinic_id as "clinicId", 'domain' as what, host as name, verified_at is not null as verified,
        failed_checks as failed, waiting_minutes as "waitingMinutes" from app.domains_here() where due`,
    sql<Due>`select id, clinic_id as "clinicId", 'sender' as what, address as name, verified_at is not null as verified,
        failed_checks as failed, extract(epoch from now() - created_at)::int / 60 as "waitingMinutes"
      from mail_senders where organization_id = ${tx.organizationId} and next_check_at <= now()`,
  )
  return [...domains, ...senders]
}

async function check(outside: Outside, within: InScope, due: Due): Promise<void> {
  try {
    const seen = await within.read((tx) => lookUp(tx, outside, due))
    await within.write((tx) => settle(tx, due, seen))
  } catch (error) {
    // The others are checked all the same. A refusal: another organization has that host meanwhile.
    if (!(error instanceof Refused))
      log.error({ id: due.id, err: (error as Error).message }, 'an address could not be checked')
    await within.write((tx) => settle(tx, due, null))
  }
}

/** Null when nobody answered, or the operator has set nothing to look for: that proves nothing against an address. */
async function lookUp(tx: Tx, outside: Outside, { what, id, clinicId }: Due): Promise<Seen | null> {
  try {
    return what === 'domain' ? await lookUpDomain(tx, outside, clinicId, id) : await lookUpSender(tx, outside, clinicId)
  } catch (error) {
    if (error instanceof Refused) return null
    throw error
  }
}

async function settle(tx: Tx, due: Due, seen: Seen | null): Promise<void> {
  const { what, id, clinicId, name } = due
  const after = judgeCheck(due, seen?.verified ?? null)
  const next = {
    ...after,
    minutes: minutesToNext({ ...after, silent: seen === null, waitingMinutes: due.waitingMinutes }),
  }
  const written =
    what === 'domain'
      ? await writeDomain(tx, id, (seen?.found as string | undefined) ?? null, next)
      : await writeSender(tx, clinicId, name, (seen?.found as never) ?? null, next)
  const subject = { [what === 'domain' ? 'host' : 'address']: name }
  if (!written) return tx.recordNothing('it was given back meanwhile')
  if (after.lost) {
    tx.record(`${what}.reverted`, id, { ...subject, found: seen?.found }, clinicId ?? undefined)
    await tellAdmins(tx, clinicId, { kind: what, address: name })
  } else if (after.verified && !due.verified) {
    tx.record(`${what}.checked`, id, { ...subject, verified: true, found: seen?.found }, clinicId ?? undefined)
  } else tx.recordNothing('what it is used for stays as it was')
}

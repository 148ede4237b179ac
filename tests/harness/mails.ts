import type pg from 'pg'
import { openSeal } from '#api/core/seal.ts'
import { testSecret } from './group.ts'

/** A mail as it was queued: to whom, which template, with what. */
export interface QueuedMail {
  id: string
  organizationId: string | null
  clinicId: string | null
  template: string
  language: string
  to: string
  values: Record<string, unknown>
}

/** The mails that wait to be sent, oldest first: what a person would find in the mailbox, links included. */
export async function waitingMails(admin: pg.Client): Promise<QueuedMail[]> {
  const seal = openSeal(testSecret)
  const { rows } = await admin.query(
    `select id, organization_id, clinic_id, template, language, sealed from mails where state = 'waiting' order by id`,
  )
  return rows.map(({ id, organization_id, clinic_id, template, language, sealed }) => ({
    id,
    organizationId: organization_id,
    clinicId: clinic_id,
    template,
    language,
    ...JSON.parse(seal.open(sealed, `mail:${id}`)),
  }))
}

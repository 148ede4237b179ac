import * as z from 'zod'
import type { Language } from '#contract/languages.ts'
import type { Database } from '../../core/databases.ts'
import { newId } from '../../core/ids.ts'
import { enqueue, type Job, job } from '../../core/job.ts'
import { sealOf } from '../../core/seal.ts'
import { sql, type Tx, writeWithin } from '../../core/tx.ts'
import { dressLetter, type Letter } from './letter.ts'
import type { Mailer } from './mailer.ts'
import { type TemplateName, templates, type ValuesOf } from './templates/index.ts'

export interface MailToSend<Name extends TemplateName> {
  /** One address. */
  to: string
  template: Name
  values: ValuesOf<Name>
  language?: Language
  /** Wears this clinic's name and colour; without it the organization's. */
  clinicId?: string | null
}

const queued = z.object({ mailId: z.uuid() })
const queue = job('mail.send', queued, async () => {})
const nobody = '00000000-0000-0000-0000-000000000000'

/** Queues a mail within the caller's transaction: rolled back together, committed together. Answers its id. */
export async function sendMail<Name extends TemplateName>(tx: Tx, mail: MailToSend<Name>): Promise<string> {
  const { to, template, values, language = 'en', clinicId = null } = mail
  const id = newId()
  const sealed = sealOf(tx).close(JSON.stringify({ to, values }), `mail:${id}`)
  await tx.rows(sql`select app.queue_mail(${id}, ${clinicId}, ${template}, ${language}, ${sealed})`)
  await enqueue(tx, queue, { mailId: id }, clinicId ? [clinicId] : null)
  return id
}

/** The same where there is no scope yet, such as a forgotten password. `organizationId` null: nobody's. */
export function sendMailFrom<Name extends TemplateName>(
  database: Database,
  organizationId: string | null,
  mail: MailToSend<Name>,
): Promise<string> {
  const scope = { kind: 'job', organizationId: organizationId ?? nobody, clinicIds: null, userId: null } as const
  return writeWithin(database, { ...scope, traceId: crypto.randomUUID() }, (tx) => {
    tx.recordNothing('the act that the mail tells of is recorded by itself')
    return sendMail(tx, mail)
  })
}

interface TakenMail {
  template: TemplateName
  language: Language
  sealed: Buffer
  name: string | null
  color: string | null
  address: string | null
}

/** The job that sends; a server that is away is tried again, an address that was refused for good is not. */
export function mailJob(mailer: Mailer): Job {
  return job('mail.send', queued, async (inScope, { mailId }) => {
    const taken = await inScope.write(async (tx) => {
      tx.recordNothing('sending a mail is no change of anybody’s rows')
      const row = await tx.find<TakenMail>(sql`select * from app.take_mail(${mailId})`)
      return row && { row, said: JSON.parse(sealOf(tx).open(row.sealed, `mail:${mailId}`)) }
    })
    if (!taken) return // sent by an earlier attempt
    const { row, said } = taken
    const settle = (outcome: string, error: string | null) =>
      inScope.write(async (tx) => {
        tx.recordNothing('sending a mail is no change of anybody’s rows')
        await tx.rows(sql`select app.settle_mail(${mailId}, ${outcome}, ${error})`)
      })
    const dress = { name: row.name ?? 'Polyclinic', color: row.color ?? '#0f766e' }
    const letter = templates[row.template][row.language] as (values: unknown) => Letter
    const words = dressLetter(letter(said.values), dress, row.language)
    try {
      await mailer.send({ id: mailId, to: said.to, fromName: dress.name, fromAddress: row.address, ...words })
    } catch (error) {
      const { responseCode = 0, message } = error as { responseCode?: number; message: string }
      const forGood = responseCode >= 500
      await settle(forGood ? 'refused' : 'waiting', withoutAddresses(message))
      if (forGood) return
      throw new Error(withoutAddresses(message))
    }
    await settle('sent', null)
  })
}

/** A server's answer often repeats the address; logs and lists of failures must not. */
function withoutAddresses(message: string): string {
  return message.replace(/\S+@\S+/g, '…')
}

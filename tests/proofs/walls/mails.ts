import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { openDatabase } from '#api/core/databases.ts'
import { keepSeal } from '#api/core/seal.ts'
import { mailJob, openMailer } from '#api/integrations/mail/index.ts'
import { testSecret } from '#tests/harness/group.ts'
import { jobScope, runJob } from '#tests/harness/jobs.ts'
import type { Place } from './place.ts'
import { readableMail } from './readable.ts'
import type { Victim } from './victims.ts'

/** Has every mail that was queued written out as a file, the way the worker does, and looks for words of victims in ours. */
export async function findInMails(
  admin: pg.Client,
  appUrl: string,
  own: Place,
  victims: Victim[],
): Promise<{ mails: number; faults: string[] }> {
  const { rows } = await admin.query<{ id: string; clinic_id: string | null; template: string }>(
    `select id, clinic_id, template from mails
     where state = 'waiting' and (organization_id = $1 or organization_id is null) order by id`,
    [own.organizationId],
  )
  const database = openDatabase(appUrl, 1)
  keepSeal(database, testSecret)
  const folder = await mkdtemp(join(tmpdir(), 'mails-'))
  const mailer = openMailer({ smtpUrl: null, folder, from: 'no-reply@polyclinic.example' })
  try {
    const send = mailJob(mailer)
    const scope = jobScope(database, { organizationId: own.organizationId })
    for (const { id } of rows) await runJob(send, scope, { mailId: id })
    const faults: string[] = []
    const files = await readdir(folder)
    for (const { id, clinic_id, template } of rows) {
      const file = files.find((name) => name.includes(id))
      if (!file) {
        faults.push(`the mail ${template} was not written`)
        continue
      }
      const said = readableMail(await readFile(join(folder, file), 'utf8'))
      // A word of the other branch may stand in a mail of head office, not in one of this branch.
      for (const { name, word, sameOrganization } of victims)
        if ((!sameOrganization || clinic_id === own.clinicId) && said.toLowerCase().includes(word.toLowerCase()))
          faults.push(`a word of ${name} stands in a mail of ours (${template})`)
    }
    return { mails: rows.length, faults: [...new Set(faults)] }
  } finally {
    mailer.close()
    await database.end()
    await rm(folder, { recursive: true, force: true })
  }
}

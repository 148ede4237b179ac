import { openDatabase } from './core/databases.ts'
import { startJobs, type Work } from './core/job.ts'
import { keepSeal } from './core/seal.ts'
import { importKinds } from './import-kinds.ts'
import { type MailSettings, mailJob, mailSettings, openMailer } from './integrations/mail/index.ts'
import { finishTransfers } from './modules/appointments/transfer/finish.ts'
import { openHeads } from './modules/audit/heads.ts'
import { checkAudit, pruneLooks } from './modules/audit/jobs.ts'
import { shredDetails } from './modules/audit/retention.ts'
import { sealAudit } from './modules/audit/seal.ts'
import { watchAudit } from './modules/audit/watch.ts'
import { giveUpImport } from './modules/patients/import/give-up.ts'
import { runImport } from './modules/patients/import/run.ts'
import { undoImportJob } from './modules/patients/import/undo.ts'
import { rekeyPatients } from './modules/patients/rekey.ts'
import { countUsage } from './modules/platform/jobs.ts'
import { foldDeltas } from './modules/reporting/jobs.ts'
import { checkAddresses, type Outside, outsideOf } from './modules/tenancy/index.ts'

// Every job of the schedule may run twice or late without harm.
const work: Work[] = [
  { job: runImport(importKinds) },
  { job: undoImportJob },
  { job: giveUpImport },
  { job: foldDeltas, every: '* * * * *' },
  { job: rekeyPatients, every: '* * * * *' },
  { job: countUsage, every: '*/5 * * * *' },
  { job: finishTransfers, every: '7 * * * *' },
  { job: pruneLooks, every: '40 2 * * *' },
  { job: shredDetails, every: '50 2 * * *' },
]

/** Runs the jobs: a process of its own in production, beside the API in one process for `npm start`. */
export async function startWorker(options: {
  appUrl: string
  secret: string
  /** Where mails go; the environment's when it is left out. */
  mail?: MailSettings
  /** The folder where the heads of the audit trail are noted outside the database; left out: nowhere. */
  auditHeads?: string
  /** What is set about the world outside; the environment's where it is left out. */
  outside?: Partial<Outside>
}): Promise<{ stop(): Promise<void> }> {
  const database = openDatabase(options.appUrl, 6)
  keepSeal(database, options.secret)
  const mailer = openMailer(options.mail ?? mailSettings())
  const heads = options.auditHeads ? openHeads(options.auditHeads) : null
  const check = checkAudit(heads)
  const running = await startJobs(database, [
    ...work,
    { job: mailJob(mailer) },
    { job: check },
    { job: sealAudit(heads), every: '* * * * *' },
    { job: watchAudit(check), every: '10 3 * * *' },
    { job: checkAddresses(outsideOf(options.secret, options.outside)), every: '* * * * *' },
  ])
  return {
    async stop() {
      await running.stop()
      mailer.close()
      await database.end()
    },
  }
}

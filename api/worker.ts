import { openDatabase } from './core/databases.ts'
import { type Job, startJobs } from './core/job.ts'
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

const jobs: Job[] = [
  foldDeltas,
  runImport(importKinds),
  undoImportJob,
  giveUpImport,
  rekeyPatients,
  finishTransfers,
  pruneLooks,
  shredDetails,
  countUsage,
]
// In cron's words; every job of the schedule may run twice or late without harm.
const schedule = [
  { job: foldDeltas.name, every: '* * * * *' },
  { job: rekeyPatients.name, every: '* * * * *' },
  { job: countUsage.name, every: '*/5 * * * *' },
  { job: finishTransfers.name, every: '7 * * * *' },
  { job: 'branding.check', every: '* * * * *' },
  { job: 'audit.seal', every: '* * * * *' },
  { job: 'audit.watch', every: '10 3 * * *' },
  { job: pruneLooks.name, every: '40 2 * * *' },
  { job: shredDetails.name, every: '50 2 * * *' },
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
  const addresses = checkAddresses(outsideOf(options.secret, options.outside))
  const all = [...jobs, addresses, mailJob(mailer), sealAudit(heads), check, watchAudit(check)]
  const running = await startJobs(database, all, schedule)
  return {
    async stop() {
      await running.stop()
      mailer.close()
      await database.end()
    },
  }
}

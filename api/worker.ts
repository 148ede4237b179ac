import { openDatabase } from './core/databases.ts'
import { type Job, startJobs } from './core/job.ts'
import { keepSeal } from './core/seal.ts'
import { importKinds } from './import-kinds.ts'
import { type MailSettings, mailJob, mailSettings, openMailer } from './integrations/mail/index.ts'
import { runImport } from './modules/patients/import/run.ts'
import { undoImportJob } from './modules/patients/import/undo.ts'
import { rekeyPatients } from './modules/patients/rekey.ts'
import { foldDeltas } from './modules/reporting/jobs.ts'

const jobs: Job[] = [foldDeltas, runImport(importKinds), undoImportJob, rekeyPatients]
// In cron's words; every job of the schedule may run twice or late without harm.
const schedule = [
  { job: foldDeltas.name, every: '* * * * *' },
  { job: rekeyPatients.name, every: '* * * * *' },
]

/** Runs the jobs: a process of its own in production, beside the API in one process for `npm start`. */
export async function startWorker(options: {
  appUrl: string
  secret: string
  /** Where mails go; the environment's when it is left out. */
  mail?: MailSettings
}): Promise<{ stop(): Promise<void> }> {
  const database = openDatabase(options.appUrl, 6)
  keepSeal(database, options.secret)
  const mailer = openMailer(options.mail ?? mailSettings())
  const running = await startJobs(database, [...jobs, mailJob(mailer)], schedule)
  return {
    async stop() {
      await running.stop()
      mailer.close()
      await database.end()
    },
  }
}

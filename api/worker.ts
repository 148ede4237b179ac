import { openDatabase } from './core/databases.ts'
import { type Job, startJobs } from './core/job.ts'
import { importKinds } from './import-kinds.ts'
import { runImport } from './modules/patients/import/run.ts'
import { undoImportJob } from './modules/patients/import/undo.ts'
import { foldDeltas } from './modules/reporting/jobs.ts'

const jobs: Job[] = [foldDeltas, runImport(importKinds), undoImportJob]
// In cron's words; every job of the schedule may run twice or late without harm.
const schedule = [{ job: foldDeltas.name, every: '* * * * *' }]

/** Runs the jobs: a process of its own in production, beside the API in one process for `npm start`. */
export async function startWorker(options: { appUrl: string; secret: string }): Promise<{ stop(): Promise<void> }> {
  const database = openDatabase(options.appUrl, 6)
  const running = await startJobs(database, jobs, schedule)
  return {
    async stop() {
      await running.stop()
      await database.end()
    },
  }
}

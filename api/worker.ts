import { openDatabase } from './core/databases.ts'
import { type Job, startJobs } from './core/job.ts'

const jobs: Job[] = []
const schedule: { job: string; every: string }[] = []

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

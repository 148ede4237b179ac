import { type Db, PgBoss } from 'pg-boss'
import type * as z from 'zod'
import type { Database } from './databases.ts'
import { log } from './log.ts'
import { databaseOf, readWithin, type Scope, sql, type Tx, writeWithin } from './tx.ts'

/** What every job carries beside its own ids: whose it is. Personal data never travels in a job. */
export interface JobScope {
  organizationId: string
  clinicIds: string[] | null
  userId: string | null
}
export interface InScope {
  write<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>
  read<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>
}
export interface Job<Data extends z.ZodType = z.ZodType> {
  name: string
  data: Data
  /** `inOrganization` opens another organization's scope: for maintenance that goes over all of them. */
  run(
    inScope: InScope,
    data: z.output<Data>,
    signal: AbortSignal,
    inOrganization: (organizationId: string) => InScope,
  ): Promise<void>
}

/** A job that a worker does; `every`: also by itself, in cron's words. */
export interface Work {
  job: Job
  every?: string
}

/** Transactions of this scope, one after the other. */
export function inScopeOf(database: Database, scope: Scope): InScope {
  return {
    write: (work) => writeWithin(database, scope, work),
    read: (work) => readWithin(database, scope, work),
  }
}

/** Declares a job. It must be safe to run twice: it opens its own scoped transactions. */
export function job<Data extends z.ZodType>(name: string, data: Data, run: Job<Data>['run']): Job<Data> {
  return { name, data, run }
}

// One sender per database: it queues within somebody else's transaction, and neither polls nor maintains anything.
const senders = new WeakMap<Database, Promise<PgBoss>>()

function senderOf(database: Database): Promise<PgBoss> {
  let sender = senders.get(database)
  if (!sender) {
    const boss = bossOver(database.aside, { supervise: false, schedule: false })
    sender = boss.start().then(() => boss)
    senders.set(database, sender)
    sender.catch(() => senders.delete(database))
  }
  return sender
}

function bossOver(run: Database['script'], options: object): PgBoss {
  const db = adapter(run)
  const boss = new PgBoss({ db, schema: 'pgboss', migrate: false, createSchema: false, ...options })
  boss.on('error', (error) => log.error({ err: error.message }, 'the job queue had a problem'))
  return boss
}

function adapter(run: (text: string, values: unknown[]) => Promise<unknown[]>): Db {
  return { executeSql: async (text: string, values: unknown[] = []) => ({ rows: await run(text, values) }) }
}

/**
 * Queues a job in the transaction of the change it belongs to: rolled back together, committed together.
 * `clinicIds`: the clinics the job may touch; null for the whole organization.
 */
export async function enqueue<Data extends z.ZodType>(
  tx: Tx,
  what: Job<Data>,
  data: z.input<Data>,
  clinicIds: string[] | null,
) {
  const scope: JobScope = { organizationId: tx.organizationId, clinicIds, userId: tx.userId }
  const boss = await senderOf(databaseOf(tx))
  const db = adapter((text, values) => tx.rows({ compile: () => ({ sql: text, parameters: values }) } as never))
  const id = await boss.send(what.name, { scope, data }, { db })
  if (!id) throw new Error(`The job ${what.name} was not queued.`)
}

/** Runs jobs until it is stopped. A failure a retry did not cure is written where people of the organization see it. */
export async function startJobs(database: Database, all: readonly Work[]) {
  const boss = bossOver(database.script, {})
  await boss.start()

  for (const { job: what } of all) {
    await boss.work(what.name, { pollingIntervalSeconds: 1 }, async ([taken]) => {
      const { scope, data } = (taken!.data ?? {}) as { scope?: JobScope; data?: unknown }
      const full: Scope = {
        kind: 'job',
        organizationId: scope?.organizationId ?? '00000000-0000-0000-0000-000000000000',
        clinicIds: scope?.clinicIds ?? null,
        userId: scope?.userId ?? null,
        traceId: taken!.id,
      }
      const inScope = inScopeOf(database, full)
      const inOrganization = (organizationId: string) =>
        inScopeOf(database, { ...full, organizationId, clinicIds: null })
      try {
        await what.run(inScope, what.data.parse(data ?? {}), taken!.signal, inOrganization)
      } catch (error) {
        log.error({ job: what.name, jobId: taken!.id, err: (error as Error).message }, 'a job failed')
        if (scope)
          await inScope
            .write(async (tx) => {
              tx.later(sql`insert into job_failures (clinic_id, job, job_id, message)
                values (${scope.clinicIds?.[0] ?? null}, ${what.name}, ${taken!.id}, ${(error as Error).message.slice(0, 500)})`)
              tx.record('job.failed', taken!.id, { job: what.name })
            })
            .catch(() => {})
        throw error
      }
    })
  }
  for (const { job: what, every } of all) if (every) await boss.schedule(what.name, every)
  return { stop: () => boss.stop({ graceful: true, timeout: 10_000 }) }
}

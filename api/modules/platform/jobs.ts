import * as z from 'zod'
import { job } from '../../core/job.ts'
import { sql } from '../../core/tx.ts'

/** Counts what each organization uses, for the operator's list: branches, people, the last activity. */
export const countUsage = job('platform.usage', z.object({}), async (inScope) => {
  await inScope.write(async (tx) => {
    await tx.rows(sql`select app.count_usage()`)
    tx.recordNothing('counting changes nobody’s rows')
  })
})

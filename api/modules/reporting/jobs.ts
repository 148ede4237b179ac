import * as z from 'zod'
import { job } from '../../core/job.ts'
import { sql } from '../../core/tx.ts'

/** Folds the deltas of every organization that has any. Reports are exact without it; it keeps them cheap. */
export const foldDeltas = job('reporting.fold', z.object({}), async (inScope, _data, _signal, inOrganization) => {
  const organizations = await inScope.read((tx) =>
    tx.rows(sql<{ id: string }>`select app.organizations_to_fold() as id`),
  )
  for (const { id } of organizations)
    await inOrganization(id).write(async (tx) => {
      await tx.rows(sql`select app.fold_deltas()`)
      tx.recordNothing('folding changes how figures are kept, not what they are')
    })
})

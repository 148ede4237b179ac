import type { addAddendum as addAddendumEndpoint } from '#contract/encounters.ts'
import type { Input, Output } from '#contract/endpoint.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { instant } from './json.ts'

type Written = Output<typeof addAddendumEndpoint>

/** Writes below a finished visit; the database refuses one that is still open. */
export async function addAddendum(tx: Tx, { encounterId, note }: Input<typeof addAddendumEndpoint>): Promise<Written> {
  const addendum = await tx.one(sql<Written>`with x as (
      insert into encounter_addenda (encounter_id, note) values (${encounterId}, ${note}) returning *
    ) select x.id, x.note, p.full_name as "writtenBy", ${instant(sql`x.written_at`)} as "writtenAt"
      from x join people p on p.organization_id = x.organization_id and p.user_id = x.written_by`)
  tx.record('encounter.addendumAdded', encounterId, { addendumId: addendum.id })
  return addendum
}

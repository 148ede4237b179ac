import { type Permission, roles as ranks, rolesAllowed } from '#contract/permissions.ts'
import { Refused } from '../../../core/errors.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import type { Grant } from './rules.ts'

interface Asked {
  /** By which right. */
  by: Permission
  /** Whose roles are touched: a person's or an invitation's id; null: nobody's yet. */
  holder: string | null
  /** What she is to be given. */
  given?: readonly Grant[]
  /** What she holds there and in the whole organization counts; null: what she holds anywhere. */
  clinicId: string | null
}

/**
 * Refused `above_you` when somebody holds, or would be given, what is not up to the one who asks: a right over people
 * that head office gave to a role reaches no higher than that role, and no further than its branches.
 */
export async function refuseAbove(tx: Tx, { by, holder, given = [], clinicId }: Asked): Promise<void> {
  const { mine } = await tx.one(sql<{ mine: boolean }>`select app.is_up_to_me(${holder}::uuid,
    ${JSON.stringify(given)}::jsonb, ${clinicId}::uuid, ${by}, ${rolesAllowed(by)}, ${[...ranks]}) as mine`)
  if (!mine) throw new Refused('above_you')
}

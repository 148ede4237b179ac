import { type Query, sql, type Tx } from '../../core/tx.ts'

/** The next token of the clinic's day. Asked last: the counter stays locked until the commit, so numbers have no gaps. */
export function nextTokenQuery(day: string): Query<{ token: number }> {
  return sql<{ token: number }>`insert into token_counters (day, last_token) values (${day}, 1)
    on conflict (organization_id, clinic_id, day) do update set last_token = token_counters.last_token + 1
    returning last_token as token`
}

export async function nextToken(tx: Tx, day: string): Promise<number> {
  return (await tx.one(nextTokenQuery(day))).token
}

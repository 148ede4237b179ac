import type pg from 'pg'

/**
 * Waits until every transaction that runs now on this server is over: those of other tests' databases as well, since
 * transaction numbers are the server's. What the sealer may seal begins below the oldest of them.
 */
export async function untilOthersEnded(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ now: string }>('select pg_current_xact_id()::text as now')
  const ended = `select pg_snapshot_xmin(pg_current_snapshot()) > $1::text::xid8 as it`
  while (!(await admin.query<{ it: boolean }>(ended, [rows[0]!.now])).rows[0]!.it)
    await new Promise((resolve) => setTimeout(resolve, 20))
}

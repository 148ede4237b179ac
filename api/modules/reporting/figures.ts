import { sql, type Tx } from '../../core/tx.ts'

/** Which branches: those in scope, or one of them. */
export const branchesIn = (branchId?: string) =>
  branchId ? sql`(array[${branchId}::uuid])` : sql`((select app.clinic_ids())::uuid[])`

/** The day asked for, or the own today of the clinic `c`. */
export const dayOf = (asked: string | undefined) =>
  asked ? sql`${asked}::date` : sql`(now() at time zone c.time_zone)::date`

/** Minutes of the clinic `c`'s day so far. */
export const minuteOf = sql`(extract(hour from now() at time zone c.time_zone)::int * 60
  + extract(minute from now() at time zone c.time_zone)::int)`

/**
 * Rollup and unfolded deltas of a stretch of days: exact at every moment. Both keys start with organization, clinic
 * and day, so the cost is days × branches (and what was not folded yet), whatever lies before. Days: yyyy-mm-dd.
 */
export const figuresOf = (tx: Tx, from: string, to: string, branchId?: string) => sql`
  select clinic_id, doctor_id, day, booked, arrived, done, no_show, cancelled, paid_minor from clinic_days
  where organization_id = ${tx.organizationId} and clinic_id = any ${branchesIn(branchId)}
    and day between ${from}::date and ${to}::date
  union all
  select clinic_id, doctor_id, day, booked, arrived, done, no_show, cancelled, paid_minor from clinic_day_deltas
  where organization_id = ${tx.organizationId} and clinic_id = any ${branchesIn(branchId)}
    and day between ${from}::date and ${to}::date`

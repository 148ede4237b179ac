import type { VisitStatus } from '#contract/appointments.ts'
import { sql, type Tx } from '../../core/tx.ts'

export interface NewChange {
  /** The state it went to, `moved` or `undone`. */
  change: string
  fromStatus: VisitStatus | null
  toStatus: VisitStatus
  /** Where it was, when its time was moved or released. */
  from?: { startsAt: string; endsAt: string; doctorId: string | null }
  reason?: string
}

/** Adds a line to the appointment's history, with the commit. */
export function addChange(tx: Tx, appointmentId: string, { change, fromStatus, toStatus, from, reason }: NewChange) {
  tx.later(sql`insert into appointment_changes (appointment_id, change, from_status, to_status,
      from_starts_at, from_ends_at, from_doctor_id, reason)
    values (${appointmentId}, ${change}, ${fromStatus}, ${toStatus}, ${from?.startsAt ?? null}, ${from?.endsAt ?? null},
      ${from?.doctorId ?? null}, ${reason || null})`)
}

import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { FutureVisit, Moving, SettledVisit } from './people.ts'
import { Day, MinuteOfDay, Weekday } from './time.ts'

const path = '/organization/doctors/:doctorId/transfer'
/** From `branchId` to `toBranchId`; `fromDay`: the first day she works there and not here any more. */
const route = { branchId: z.uuid(), toBranchId: z.uuid(), fromDay: Day }

export const previewTransfer = endpoint({
  name: 'previewTransfer',
  verb: 'GET',
  path,
  needs: 'network.read',
  summary: 'What a doctor’s move to another branch would touch: her sessions and her appointments from that day on.',
  input: z.object(route),
  output: z.object({
    doctorName: z.string(),
    sessions: z.array(
      z.object({
        weekday: Weekday,
        startsMinute: MinuteOfDay,
        endsMinute: MinuteOfDay,
        /** Why it cannot move; null when it can. */
        hindrance: z.enum(['overlaps_own', 'closed_there']).nullable(),
      }),
    ),
    appointments: z.array(
      FutureVisit.extend({
        /** Why it cannot go along, or null: she is there and free at that time. */
        alongHindrance: z.enum(['outside_hours', 'taken', 'clinic_inactive']).nullable(),
      }),
    ),
  }),
})
export type TransferPreview = z.infer<(typeof previewTransfer)['output']>

export const transferDoctor = endpoint({
  name: 'transferDoctor',
  verb: 'POST',
  path,
  needs: 'network.update',
  confirm: true,
  summary:
    'Move a doctor to another branch from a day on: sessions and access go along, each appointment as decided, history stays.',
  input: z.object({
    ...route,
    rest: Moving.default({ do: 'stay' }),
    each: z
      .array(z.strictObject({ appointmentId: z.uuid(), what: Moving }))
      .max(500)
      .default([]),
  }),
  output: z.object({
    sessionsMoved: z.int(),
    sessionsEnded: z.int(),
    appointments: z.array(SettledVisit),
    /** false: appointments that stay, or the day to come, keep her at the first branch until then. */
    finished: z.boolean(),
  }),
})

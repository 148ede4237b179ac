import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { Day, Instant } from './time.ts'

/** Why a branch needs attention, worst first. The screen has a sentence and one action for each. */
export const Trouble = z.object({
  kind: z.enum(['not_opened', 'doctor_late', 'long_wait', 'no_shows', 'revenue_low', 'dues_high', 'inactive']),
  /** Minutes for waits and lateness, per mille for rates, minor units for money. */
  value: z.int(),
  /** What it is held against, in the same unit; null when there is nothing to compare. */
  baseline: z.int().nullable(),
  /** Who, when it is about one doctor. */
  doctorName: z.string().nullable(),
})
export type Trouble = z.infer<typeof Trouble>

export const BranchRow = z.object({
  clinicId: z.uuid(),
  name: z.string(),
  city: z.string(),
  region: z.string(),
  status: z.enum(['active', 'inactive']),
  currency: z.string(),
  /** The branch's own local day these figures are of. */
  day: Day,
  /** Whether somebody has arrived, or the doors need not be open yet; null for a past or future day. */
  opened: z.boolean().nullable(),
  opensMinute: z.int().nullable(),
  booked: z.int(),
  arrived: z.int(),
  done: z.int(),
  noShow: z.int(),
  cancelled: z.int(),
  /** The branch's own no-show rate of the 28 days before, in per mille of what was booked; null without a history. */
  noShowBaselinePerMille: z.int().nullable(),
  revenueMinor: z.int(),
  /** Revenue of the same weekday, averaged over the four weeks before; null without a history. */
  revenueBaselineMinor: z.int().nullable(),
  dueMinor: z.int(),
  longestWaitMinutes: z.int().nullable(),
  waiting: z.int(),
  troubles: z.array(Trouble),
  /** Rows are sorted by this, highest first. */
  attention: z.int(),
})
export type BranchRow = z.infer<typeof BranchRow>

const Trend = z.object({ day: Day, booked: z.int(), revenueMinor: z.int(), noShow: z.int() })

export const getOverview = endpoint({
  name: 'getOverview',
  verb: 'GET',
  path: '/organization/overview',
  needs: 'network.read',
  summary: 'Every branch on one screen, ranked by what needs attention. Without a day: each branch’s own today.',
  input: z.object({ day: Day.optional() }),
  output: z.object({
    asOf: Instant,
    day: Day,
    isToday: z.boolean(),
    currency: z.string(),
    totals: z.object({
      booked: z.int(),
      arrived: z.int(),
      done: z.int(),
      noShow: z.int(),
      revenueMinor: z.int(),
      activeBranches: z.int(),
      branches: z.int(),
      dueMinor: z.int(),
    }),
    /** The 14 days up to the day, all branches together. */
    trend: z.array(Trend),
    branches: z.array(BranchRow),
  }),
})

export const getBranchDay = endpoint({
  name: 'getBranchDay',
  verb: 'GET',
  path: '/organization/branches/:branchId/day',
  needs: 'network.read',
  summary:
    'The story of one branch’s day for head office: doctors with their figures, who is late, who waits longest. No patient is named.',
  input: z.object({ day: Day.optional() }),
  output: z.object({
    asOf: Instant,
    clinicId: z.uuid(),
    name: z.string(),
    city: z.string(),
    day: Day,
    doctors: z.array(
      z.object({
        doctorId: z.uuid().nullable(),
        fullName: z.string(),
        startsMinute: z.int().nullable(),
        endsMinute: z.int().nullable(),
        booked: z.int(),
        arrived: z.int(),
        done: z.int(),
        noShow: z.int(),
        cancelled: z.int(),
        waiting: z.int(),
        longestWaitMinutes: z.int().nullable(),
        firstDoneAt: Instant.nullable(),
      }),
    ),
    week: z.array(z.object({ day: Day, booked: z.int(), noShow: z.int(), revenueMinor: z.int() })),
  }),
})

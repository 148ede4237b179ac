import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { Day, Instant, MinuteOfDay } from './time.ts'

/** Why a branch needs attention, worst first. The screen has a sentence and one action for each. */
export const Trouble = z.object({
  kind: z.enum(['not_opened', 'doctor_late', 'long_wait', 'no_shows', 'revenue_low', 'dues_high', 'inactive']),
  /** Minutes for waits and lateness, per mille for rates, minor units for money. */
  value: z.int(),
  /** What it is held against, in the same unit; null when there is nothing to compare. */
  baseline: z.int().nullable(),
  /** Who, when it is about one doctor. */
  doctorName: z.string().nullable(),
  /** Patients concerned: waiting for that doctor, or due at a closed door; null where nobody is counted. */
  patients: z.int().nullable(),
})
export type Trouble = z.infer<typeof Trouble>

/**
 * A branch's doors today: `open` somebody has come; `not_yet` nobody is due yet; `not_opened` patients were due and
 * nobody has been let in; `over` the day is done; `closed` no opening hours and no appointments.
 */
export const Doors = z.enum(['open', 'not_yet', 'not_opened', 'over', 'closed'])
export type Doors = z.infer<typeof Doors>

export const BranchRow = z.object({
  clinicId: z.uuid(),
  name: z.string(),
  city: z.string(),
  region: z.string(),
  phone: z.string().nullable(),
  status: z.enum(['active', 'inactive']),
  currency: z.string(),
  /** The branch's own local day these figures are of. */
  day: Day,
  /** null for a day that is not the branch's today. */
  doors: Doors.nullable(),
  opensMinute: MinuteOfDay.nullable(),
  closesMinute: MinuteOfDay.nullable(),
  /** Appointments of the day, cancelled ones not among them. */
  booked: z.int(),
  /** Patients who came, whatever followed. */
  arrived: z.int(),
  done: z.int(),
  noShow: z.int(),
  cancelled: z.int(),
  /**
   * No-shows in per mille: of all booked on a day that is over, of those who came or did not come so far on a day
   * under way. null when there is nobody to count, and on a day still to come.
   */
  noShowPerMille: z.int().nullable(),
  /** The branch's own no-show rate of the 28 days before, in per mille of what was booked; null without a history. */
  noShowBaselinePerMille: z.int().nullable(),
  /** Payments received on that day. */
  revenueMinor: z.int(),
  /** Revenue of the same weekday, averaged over the four weeks before; null without a history, and on a day still to come. */
  revenueBaselineMinor: z.int().nullable(),
  /** What patients owe the branch now, whatever day is shown. */
  dueMinor: z.int(),
  longestWaitMinutes: z.int().nullable(),
  waiting: z.int(),
  troubles: z.array(Trouble),
  /** Rows are sorted by this, highest first; 0 for a branch where nothing is wrong. */
  attention: z.int(),
})
export type BranchRow = z.infer<typeof BranchRow>

/** Revenue is in the overview's `currency` alone. */
const Trend = z.object({ day: Day, booked: z.int(), arrived: z.int(), noShow: z.int(), revenueMinor: z.int() })

/** Amounts of the branches that keep their books in one currency; different currencies are never added up. */
const CurrencyTotal = z.object({
  currency: z.string(),
  branches: z.int(),
  revenueMinor: z.int(),
  revenueBaselineMinor: z.int().nullable(),
  dueMinor: z.int(),
})

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
    /** The currency of most branches: that of `totals.revenueMinor`, `totals.dueMinor` and `trend`. */
    currency: z.string(),
    totals: z.object({
      booked: z.int(),
      /** Booked on the same weekday, averaged over the four weeks before; null without a history. */
      bookedBaseline: z.int().nullable(),
      arrived: z.int(),
      done: z.int(),
      noShow: z.int(),
      noShowPerMille: z.int().nullable(),
      noShowBaselinePerMille: z.int().nullable(),
      revenueMinor: z.int(),
      dueMinor: z.int(),
      activeBranches: z.int(),
      branches: z.int(),
      /** Active branches whose doors are open now; null for a day that is not today. */
      openBranches: z.int().nullable(),
      /** A line per currency, the one of most branches first. */
      money: z.array(CurrencyTotal),
    }),
    /** 14 days up to the day, all branches together, each by its own local day. */
    trend: z.array(Trend),
    branches: z.array(BranchRow),
  }),
})
export type Overview = z.infer<typeof getOverview.output>

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
    phone: z.string().nullable(),
    currency: z.string(),
    timeZone: z.string(),
    day: Day,
    isToday: z.boolean(),
    /** Minutes since the branch's local midnight, now. */
    minute: MinuteOfDay,
    /** When the first patient of the day came. */
    firstArrivalAt: Instant.nullable(),
    doctors: z.array(
      z.object({
        /** null: appointments that name no doctor. */
        doctorId: z.uuid().nullable(),
        fullName: z.string(),
        /** The span of the day's sessions; null without one. */
        startsMinute: MinuteOfDay.nullable(),
        endsMinute: MinuteOfDay.nullable(),
        /** On leave, or blocked: now on a day under way, for some of any other. */
        away: z.boolean(),
        booked: z.int(),
        arrived: z.int(),
        done: z.int(),
        noShow: z.int(),
        cancelled: z.int(),
        waiting: z.int(),
        inRoom: z.int(),
        longestWaitMinutes: z.int().nullable(),
        /** How long the first patient who is here has been due, while nobody has been called in yet; null when not late. */
        lateMinutes: z.int().nullable(),
        firstCallAt: Instant.nullable(),
      }),
    ),
    /** Seven days up to the day; days without a figure are left out. */
    week: z.array(Trend),
  }),
})
export type BranchDay = z.infer<typeof getBranchDay.output>

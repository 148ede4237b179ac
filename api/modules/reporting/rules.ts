import type { BranchRow, Trouble } from '#contract/network.ts'
import type { ClinicRow, FigureRow, LateRow, PresenceRow } from './overview-queries.ts'

/** How much each trouble weighs in the ranking: closed doors first, money last. */
const weights: Record<Trouble['kind'], number> = {
  not_opened: 1000,
  doctor_late: 500,
  long_wait: 300,
  no_shows: 200,
  revenue_low: 100,
  dues_high: 50,
  inactive: 0,
}

// Thresholds of what deserves a look. A rate is held against the branch's own history, never against another's.
const openingGraceMinutes = 45
const lateMinutes = 20
const longWaitMinutes = 40
const noShowFactor = 1.5
const noShowAtLeast = 4
const revenueShare = 0.5

/** One branch of the overview from its figures. Pure: `clinic.minute` is the branch's local time. */
export function describeBranch(
  clinic: ClinicRow,
  figure: FigureRow | undefined,
  present: PresenceRow[],
  late: LateRow[],
): BranchRow {
  const isToday = clinic.day === clinic.today
  const booked = figure?.booked ?? 0
  const arrived = figure?.arrived ?? 0
  const noShow = figure?.noShow ?? 0
  const waits = isToday ? present : []
  const longestWaitMinutes = waits.reduce<number | null>(
    (longest, row) => (row.longestWaitMinutes === null ? longest : Math.max(longest ?? 0, row.longestWaitMinutes)),
    null,
  )
  const opened = isToday ? hasOpened(clinic, booked, arrived) : null
  const noShowBaselinePerMille = figure?.baselineBooked
    ? Math.round((figure.baselineNoShow * 1000) / figure.baselineBooked)
    : null
  const revenueBaselineMinor = figure?.baselineDays ? Math.round(figure.baselinePaidMinor / figure.baselineDays) : null
  const row: Omit<BranchRow, 'troubles' | 'attention'> = {
    clinicId: clinic.id,
    name: clinic.name,
    city: clinic.city,
    region: clinic.region,
    status: clinic.status,
    currency: clinic.currency,
    day: clinic.day,
    opened,
    opensMinute: clinic.opensMinute,
    booked,
    arrived,
    done: figure?.done ?? 0,
    noShow,
    cancelled: figure?.cancelled ?? 0,
    noShowBaselinePerMille,
    revenueMinor: figure?.paidMinor ?? 0,
    revenueBaselineMinor,
    dueMinor: clinic.dueMinor,
    longestWaitMinutes,
    waiting: waits.reduce((sum, presence) => sum + presence.waiting, 0),
  }
  const troubles = troublesOf(row, clinic, isToday ? late : [])
  const attention = troubles.reduce((sum, trouble) => sum + weights[trouble.kind], 0) + (longestWaitMinutes ?? 0)
  return { ...row, troubles, attention }
}

function hasOpened(clinic: ClinicRow, booked: number, arrived: number): boolean {
  const due = clinic.opensMinute !== null && clinic.minute > clinic.opensMinute + openingGraceMinutes
  return arrived > 0 || !due || booked === 0
}

/** What is wrong at a branch, worst first. */
function troublesOf(row: Omit<BranchRow, 'troubles' | 'attention'>, clinic: ClinicRow, late: LateRow[]): Trouble[] {
  if (row.status === 'inactive') return [{ kind: 'inactive', value: 0, baseline: null, doctorName: null }]
  const troubles: Trouble[] = []
  if (row.opened === false)
    troubles.push({ kind: 'not_opened', value: clinic.minute - clinic.opensMinute!, baseline: null, doctorName: null })
  for (const doctor of late)
    if (clinic.minute - doctor.startsMinute >= lateMinutes)
      troubles.push({
        kind: 'doctor_late',
        value: clinic.minute - doctor.startsMinute,
        baseline: null,
        doctorName: doctor.doctorName,
      })
  if (row.longestWaitMinutes !== null && row.longestWaitMinutes >= longWaitMinutes)
    troubles.push({ kind: 'long_wait', value: row.longestWaitMinutes, baseline: longWaitMinutes, doctorName: null })
  const usual = row.noShowBaselinePerMille
  const perMille = row.booked === 0 ? 0 : Math.round((row.noShow * 1000) / row.booked)
  if (row.noShow >= noShowAtLeast && usual !== null && perMille > usual * noShowFactor)
    troubles.push({ kind: 'no_shows', value: perMille, baseline: usual, doctorName: null })
  // Half a day's takings say nothing at ten in the morning: only a day that is over is held against its baseline.
  const isOver = row.day < clinic.today
  if (isOver && row.revenueBaselineMinor && row.revenueMinor < row.revenueBaselineMinor * revenueShare)
    troubles.push({
      kind: 'revenue_low',
      value: row.revenueMinor,
      baseline: row.revenueBaselineMinor,
      doctorName: null,
    })
  // Dues of more than thirty usual days: somebody should be calling patients.
  if (row.revenueBaselineMinor && row.dueMinor > row.revenueBaselineMinor * 30)
    troubles.push({ kind: 'dues_high', value: row.dueMinor, baseline: row.revenueBaselineMinor * 30, doctorName: null })
  return troubles.sort((a, b) => weights[b.kind] - weights[a.kind])
}

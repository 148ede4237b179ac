import type { BranchRow, Doors, Trouble } from '#contract/network.ts'
import type { ClinicRow, FigureRow, PresenceRow } from './overview-queries.ts'

/** How much each trouble weighs in the ranking: closed doors first, money last. */
const weights: Record<Trouble['kind'], number> = {
  not_opened: 2000,
  doctor_late: 700, // more than all lesser troubles of a branch together
  long_wait: 300,
  no_shows: 200,
  revenue_low: 100,
  dues_high: 50,
  inactive: 0,
}

// Thresholds of what deserves a look. A rate is held against the branch's own history, never against another's.
const openingGraceMinutes = 45
const lateAfterMinutes = 20
const longWaitMinutes = 40
const noShowFactor = 1.5
const noShowAtLeast = 4
const revenueShare = 0.5
/** Dues of more than this many usual days: somebody should be calling patients. */
const duesDays = 30

/** One branch of the overview from its figures. Pure: `clinic.minute` is the branch's local time. */
export function describeBranch(clinic: ClinicRow, figure: FigureRow | undefined, present: PresenceRow[]): BranchRow {
  const isToday = clinic.day === clinic.today
  const isAhead = clinic.day > clinic.today
  const here = isToday ? present : []
  const counts = {
    booked: figure?.booked ?? 0,
    arrived: figure?.arrived ?? 0,
    done: figure?.done ?? 0,
    noShow: figure?.noShow ?? 0,
    cancelled: figure?.cancelled ?? 0,
  }
  const branch: Omit<BranchRow, 'troubles' | 'attention'> = {
    clinicId: clinic.id,
    name: clinic.name,
    city: clinic.city,
    region: clinic.region,
    phone: clinic.phone,
    status: clinic.status,
    currency: clinic.currency,
    day: clinic.day,
    doors: isToday ? doorsOf(clinic, counts, here) : null,
    opensMinute: clinic.opensMinute,
    closesMinute: clinic.closesMinute,
    ...counts,
    // While the day runs, most of those booked are still to come: they say nothing about who stays away.
    noShowPerMille: isAhead ? null : perMille(counts.noShow, isToday ? counts.noShow + counts.arrived : counts.booked),
    noShowBaselinePerMille: perMille(figure?.pastNoShow ?? 0, figure?.pastBooked ?? 0),
    revenueMinor: figure?.paidMinor ?? 0,
    revenueBaselineMinor: figure?.usualDays && !isAhead ? Math.round(figure.usualPaidMinor / figure.usualDays) : null,
    dueMinor: clinic.dueMinor,
    longestWaitMinutes: longestOf(here),
    waiting: waitingOf(here),
  }
  const troubles = troublesOf(branch, clinic, here)
  return { ...branch, troubles, attention: attentionOf(troubles) }
}

/** Worst first; branches that are not working last. */
export function rankBranches(branches: readonly BranchRow[]): BranchRow[] {
  const asleep = (row: BranchRow) => Number(row.status === 'inactive')
  return branches.toSorted((a, b) => asleep(a) - asleep(b) || b.attention - a.attention || a.name.localeCompare(b.name))
}

/** A share in per mille, or null when there is nobody to count. */
export function perMille(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part * 1000) / whole)
}

/** How late a doctor is: minutes since the first of her waiting patients was due, while she has called nobody in. */
export function lateMinutesOf(row: PresenceRow): number | null {
  const late = row.doctorId !== null && row.waiting > 0 && !row.hasBegun && (row.dueMinutes ?? 0) >= lateAfterMinutes
  return late ? row.dueMinutes : null
}

const waitingOf = (here: readonly PresenceRow[]) => here.reduce((sum, row) => sum + row.waiting, 0)

function longestOf(here: readonly PresenceRow[]): number | null {
  const waits = here.flatMap((row) => row.longestWaitMinutes ?? [])
  return waits.length ? Math.max(0, ...waits) : null
}

/** The kinds of trouble rank; within a kind, how bad it is. A calm branch has 0, so calm rows keep their places. */
function attentionOf(troubles: readonly Trouble[]): number {
  const degrees = troubles.map(({ kind, value, baseline }) =>
    kind === 'no_shows'
      ? (value - (baseline ?? 0)) / 20
      : kind.endsWith('_wait') || kind.endsWith('_late')
        ? value / 5
        : 0,
  )
  const degree = Math.min(49, Math.round(Math.max(0, ...degrees)))
  return troubles.reduce((sum, { kind }) => sum + weights[kind], 0) + degree
}

type Counts = Pick<BranchRow, 'booked' | 'arrived' | 'noShow'>

/** When the doors had to be open for somebody, as minutes of the branch's day. */
const neededFrom = (clinic: ClinicRow) => Math.max(clinic.opensMinute ?? 0, clinic.firstDueMinute ?? 0)

function doorsOf(clinic: ClinicRow, { booked, arrived, noShow }: Counts, here: readonly PresenceRow[]): Doors {
  const isLate = clinic.closesMinute !== null && clinic.minute >= clinic.closesMinute
  if (arrived > 0 || noShow > 0) return isLate && here.length === 0 ? 'over' : 'open'
  if (booked === 0) return clinic.opensMinute === null ? 'closed' : isLate ? 'over' : 'not_yet'
  return clinic.minute > neededFrom(clinic) + openingGraceMinutes ? 'not_opened' : 'not_yet'
}

/** What is wrong at a branch, worst first. */
function troublesOf(
  row: Omit<BranchRow, 'troubles' | 'attention'>,
  clinic: ClinicRow,
  here: readonly PresenceRow[],
): Trouble[] {
  const isOver = row.day < clinic.today
  const trouble = (kind: Trouble['kind'], value: number, more: Partial<Trouble> = {}): Trouble => ({
    kind,
    value,
    baseline: null,
    doctorName: null,
    patients: null,
    ...more,
  })
  if (row.status === 'inactive') return [trouble('inactive', 0)]

  const troubles: Trouble[] = []
  if (row.doors === 'not_opened')
    troubles.push(trouble('not_opened', clinic.minute - neededFrom(clinic), { patients: row.booked }))
  for (const doctor of here) {
    const minutes = lateMinutesOf(doctor)
    if (minutes !== null)
      troubles.push(trouble('doctor_late', minutes, { doctorName: doctor.doctorName, patients: doctor.waiting }))
  }
  // Whoever waits for a doctor who is late is told of there already.
  const others = here.filter((doctor) => lateMinutesOf(doctor) === null)
  const wait = longestOf(others) ?? 0
  if (wait >= longWaitMinutes)
    troubles.push(trouble('long_wait', wait, { baseline: longWaitMinutes, patients: waitingOf(others) }))

  const usual = row.noShowBaselinePerMille
  const rate = row.noShowPerMille ?? 0
  if (row.noShow >= noShowAtLeast && usual !== null && rate > usual * noShowFactor)
    troubles.push(trouble('no_shows', rate, { baseline: usual, patients: row.noShow }))

  const revenue = row.revenueBaselineMinor
  // Half a day's takings say nothing at ten in the morning: only a day that is over is held against its baseline.
  if (isOver && revenue && row.revenueMinor < revenue * revenueShare)
    troubles.push(trouble('revenue_low', row.revenueMinor, { baseline: revenue }))
  // What is owed is known as of now only.
  if (row.doors !== null && revenue && row.dueMinor > revenue * duesDays)
    troubles.push(trouble('dues_high', row.dueMinor, { baseline: revenue * duesDays }))
  return troubles.sort((a, b) => weights[b.kind] - weights[a.kind] || b.value - a.value)
}

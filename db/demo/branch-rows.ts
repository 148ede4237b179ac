import type { Books } from './bills.ts'
import { dateText, dayOf } from './clock.ts'
import { type Cell, instant, Sheet } from './copy.ts'
import { measuredAt, type SampleEncounter } from './encounters.ts'
import { adviceOf, officeId, prescriptionLines } from './load-group.ts'
import { invoiceNumber, patientNumber, receiptNumber } from './numbers.ts'
import type { GroupPlan, PlannedBranch } from './plan.ts'
import { presets } from './presets.ts'
import type { Random } from './random.ts'
import type { SampleVisit } from './visit.ts'

/** What the rows of one branch need to know beside the rows themselves. */
export interface BranchContext {
  plan: GroupPlan
  branch: PlannedBranch
  serviceIds: Map<string, string>
  /** By the doctor's index. */
  doctorIds: string[]
  /** The clinic's letterhead as documents keep it. */
  letterhead: string
  random: Random
}

const staffIn = (branch: PlannedBranch, role: string) => branch.staff.find((person) => person.role === role)!
const userOf = (branch: PlannedBranch, role: string): string => staffIn(branch, role).userId

/** What a document says of people, as the database keeps it when one is issued (app.keep_printed). */
function printed(
  { patient, doctor }: SampleVisit,
  { branch }: BranchContext,
  said: { doctor?: false; allergies?: string[] | null; receivedBy?: string },
): string {
  const issuer = said.doctor === false ? null : doctor
  return JSON.stringify({
    patientName: `${patient.given} ${patient.family}`,
    patientNumber: patientNumber(branch, patient.number),
    patientPhone: patient.phone,
    bornOn: patient.bornOn,
    sex: patient.sex,
    doctorName: issuer?.name ?? null,
    qualification: issuer?.qualification ?? null,
    registrationNumber: issuer?.registration ?? null,
    receivedBy: said.receivedBy ?? null,
    allergies: said.allergies ?? null,
  })
}

const allergiesOf = ({ patient: { alert } }: SampleVisit) => alert && [`${alert.label}: ${alert.reaction}`]

/** Appointments with the time they take and what happened to them. Only what is not over yet takes time. */
export function visitSheets(
  visits: SampleVisit[],
  { plan, branch, serviceIds, doctorIds, random }: BranchContext,
): Sheet[] {
  const bookings = new Sheet('bookings', 'id resource_id place_id starts_at ends_at kind')
  const appointments = new Sheet(
    'appointments',
    'id patient_id doctor_id service_id booking_id office_id status source starts_at ends_at day reason token ' +
      'arrived_at called_at done_at cancel_reason created_by created_at',
  )
  const changes = new Sheet(
    'appointment_changes',
    'id appointment_id change from_status to_status reason changed_by changed_at',
  )
  const tokens = new Sheet('token_counters', 'day last_token')
  const desk = userOf(branch, 'receptionist')
  const office = officeId(branch)
  const { today } = plan.clock

  for (const visit of visits) {
    const doctorId = doctorIds[visit.doctor.index]!
    const starts = instant(visit.startsAt)
    const ends = instant(visit.endsAt)
    const takesTime = visit.day >= today && !visit.walkIn && !['cancelled', 'no_show', 'done'].includes(visit.status)
    const bookingId = takesTime ? random.uuid(visit.startsAt) : null
    if (bookingId) bookings.add(bookingId, doctorId, branch.id, starts, ends, 'appointment')
    appointments.add(
      visit.id,
      visit.patient.id,
      doctorId,
      serviceIds.get(visit.service.code)!,
      bookingId,
      office,
      visit.status,
      visit.walkIn ? 'walk_in' : 'desk',
      starts,
      ends,
      dateText(visit.day),
      visit.reason,
      visit.token,
      instant(visit.arrivedAt),
      instant(visit.calledAt),
      instant(visit.doneAt),
      visit.cancelReason,
      desk,
      instant(visit.bookedAt),
    )
    // The history that a desk still asks about; older days carry their times on the appointment itself.
    if (visit.day >= today - 1)
      for (const change of changesOf(visit))
        changes.add(random.uuid(change.at), visit.id, ...change.cells, desk, instant(change.at))
  }

  const lastToken = visits.reduce((last, visit) => (visit.day === today ? Math.max(last, visit.token ?? 0) : last), 0)
  if (lastToken > 0) tokens.add(dateText(today), lastToken)
  return [bookings, appointments, changes, tokens]
}

function changesOf(visit: SampleVisit): { at: number; cells: Cell[] }[] {
  const changes = [{ at: visit.bookedAt, cells: ['booked', null, 'booked', null] as Cell[] }]
  const add = (at: number | null, to: string, from: string, reason: string | null = null) => {
    if (at !== null) changes.push({ at, cells: [to, from, to, reason] })
  }
  if (visit.status === 'cancelled') add(visit.bookedAt + 60_000, 'cancelled', 'booked', visit.cancelReason)
  if (visit.status === 'confirmed') add(visit.bookedAt + 120_000, 'confirmed', 'booked')
  if (visit.status === 'no_show') add(visit.endsAt, 'no_show', 'booked')
  add(visit.arrivedAt, 'arrived', 'booked')
  add(visit.calledAt, 'in_room', 'arrived')
  add(visit.doneAt, 'done', 'in_room')
  return changes
}

const presetTexts = new Map(
  presets.map((preset) => [preset.key, { lines: prescriptionLines(preset), advice: adviceOf(preset) }]),
)

/** Vitals and encounters with their diagnoses and services. */
export function encounterSheets(encounters: SampleEncounter[], context: BranchContext): Sheet[] {
  const { plan, branch, doctorIds, serviceIds, letterhead, random } = context
  const vitals = new Sheet(
    'vitals',
    'id patient_id appointment_id systolic_mmhg diastolic_mmhg pulse_per_minute temperature_tenths_celsius measured_by measured_at',
  )
  const rows = new Sheet(
    'encounters',
    'id appointment_id patient_id doctor_id status note follow_up_on prescription advice started_at finished_at finished_by letterhead printed',
  )
  const diagnoses = new Sheet('encounter_diagnoses', 'encounter_id position code tooth')
  const services = new Sheet('encounter_services', 'encounter_id position service_id tooth quantity unit_minor')
  const nurse = userOf(branch, 'nurse')

  for (const one of encounters) {
    const { visit } = one
    const doctorId = doctorIds[visit.doctor.index]!
    const prescribed = one.preset && presetTexts.get(one.preset.key)!
    if (one.vitals) {
      const { systolic, diastolic, pulse, temperatureTenths } = one.vitals
      const at = measuredAt(visit)
      vitals.add(
        random.uuid(at),
        visit.patient.id,
        visit.id,
        systolic,
        diastolic,
        pulse,
        temperatureTenths,
        nurse,
        instant(at),
      )
    }
    rows.add(
      one.id,
      visit.id,
      visit.patient.id,
      doctorId,
      one.status,
      one.note,
      one.followUpDay && dateText(one.followUpDay),
      prescribed?.lines ?? '[]',
      prescribed?.advice ?? '',
      instant(one.startedAt),
      instant(one.finishedAt),
      one.status === 'finished' ? plan.doctors[visit.doctor.index]!.userId : null,
      one.status === 'finished' ? letterhead : null,
      one.status === 'finished' ? printed(visit, context, { allergies: allergiesOf(visit) }) : null,
    )
    if (one.diagnosis) diagnoses.add(one.id, 0, one.diagnosis, one.tooth)
    for (const [position, { service, tooth, quantity }] of one.performed.entries()) {
      services.add(one.id, position, serviceIds.get(service.code)!, tooth, quantity, service.pricePkr * 100)
    }
  }
  return [vitals, rows, diagnoses, services]
}

/** Invoices, receipts and the counters their numbers come from. */
export function billSheets({ bills, payments }: Books, context: BranchContext): Sheet[] {
  const { branch, doctorIds, serviceIds, letterhead } = context
  const invoices = new Sheet(
    'invoices',
    'id number status patient_id encounter_id doctor_id currency total_minor paid_minor issued_at issued_on letterhead printed created_at',
  )
  const lines = new Sheet(
    'invoice_lines',
    'invoice_id position service_id description tooth quantity unit_minor discount_minor amount_minor',
  )
  const receipts = new Sheet(
    'payments',
    'id number patient_id currency amount_minor method reference received_at received_on received_by letterhead printed balance_minor created_at',
  )
  const allocations = new Sheet('payment_allocations', 'payment_id invoice_id amount_minor')
  const counters = new Sheet('document_counters', 'kind fiscal_year last_number')
  const cashier = staffIn(branch, 'billing')

  for (const bill of bills) {
    const { visit } = bill.encounter
    const at = instant(bill.createdAt)
    const issued = bill.sequence !== null
    invoices.add(
      bill.id,
      bill.sequence && invoiceNumber(branch, bill.sequence),
      bill.status,
      visit.patient.id,
      bill.encounter.id,
      doctorIds[visit.doctor.index]!,
      'PKR',
      bill.totalMinor,
      bill.paidMinor,
      issued ? at : null,
      issued ? dateText(dayOf(bill.createdAt)) : null,
      issued ? letterhead : null,
      issued ? printed(visit, context, {}) : null,
      at,
    )
    for (const [position, line] of bill.lines.entries()) {
      const { service, tooth, quantity, unitMinor, discountMinor, amountMinor } = line
      lines.add(
        bill.id,
        position,
        serviceIds.get(service.code)!,
        service.name,
        tooth,
        quantity,
        unitMinor,
        discountMinor,
        amountMinor,
      )
    }
  }
  for (const payment of payments) {
    const at = instant(payment.receivedAt)
    receipts.add(
      payment.id,
      receiptNumber(branch, payment.sequence),
      payment.bill.encounter.visit.patient.id,
      'PKR',
      payment.amountMinor,
      payment.method,
      payment.reference,
      at,
      dateText(dayOf(payment.receivedAt)),
      cashier.userId,
      letterhead,
      printed(payment.bill.encounter.visit, context, { doctor: false, receivedBy: cashier.name }),
      payment.balanceMinor,
      at,
    )
    allocations.add(payment.id, payment.bill.id, payment.amountMinor)
  }
  for (const [year, last] of lastNumbers(bills.flatMap((bill) => bill.sequence ?? [])))
    counters.add('invoice', year, last)
  for (const [year, last] of lastNumbers(payments.map((payment) => payment.sequence)))
    counters.add('receipt', year, last)
  return [invoices, lines, receipts, allocations, counters]
}

function lastNumbers(sequences: { fiscalYear: number; number: number }[]): Map<number, number> {
  const last = new Map<number, number>()
  for (const { fiscalYear, number } of sequences) last.set(fiscalYear, Math.max(last.get(fiscalYear) ?? 0, number))
  return last
}

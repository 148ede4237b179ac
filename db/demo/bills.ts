import { fiscalYearOf } from '#api/modules/billing/rules.ts'
import { type Clock, dateText, dayMs, dayOf, minuteMs } from './clock.ts'
import type { PerformedService, SampleEncounter } from './encounters.ts'
import type { SamplePatient } from './patients.ts'
import type { Random } from './random.ts'

export type PaymentMethod = 'cash' | 'card' | 'bank_transfer' | 'jazzcash' | 'easypaisa' | 'cheque'

export interface BillLine extends PerformedService {
  unitMinor: number
  discountMinor: number
  amountMinor: number
}

export interface SampleBill {
  id: string
  encounter: SampleEncounter
  status: 'draft' | 'issued'
  /** Given to issued bills in the order of issue: gapless per fiscal year. */
  sequence: Sequence | null
  createdAt: number
  lines: BillLine[]
  totalMinor: number
  paidMinor: number
}

export interface SamplePayment {
  id: string
  sequence: Sequence
  bill: SampleBill
  amountMinor: number
  method: PaymentMethod
  reference: string
  receivedAt: number
  /** What the patient still owed at the clinic afterwards. */
  balanceMinor: number
}

export interface Sequence {
  fiscalYear: number
  number: number
}

export interface Collecting {
  /** Chances that a bill is paid whole, or in part, on the spot, and that the rest comes in later. */
  whole: number
  part: number
  later: number
}

export const usualCollecting: Collecting = { whole: 0.74, part: 0.12, later: 0.65 }
export const slowCollecting: Collecting = { whole: 0.34, part: 0.2, later: 0.1 }

export interface Books {
  bills: SampleBill[]
  payments: SamplePayment[]
  /** What each patient owes now, drafts among it. */
  due: Map<SamplePatient, number>
}

/** Bills and payments of one clinic's finished encounters, numbered in the order of time. */
export function keepBooks(encounters: SampleEncounter[], collecting: Collecting, clock: Clock, random: Random): Books {
  const bills = encounters.filter((one) => one.finishedAt !== null).map((encounter) => bill(encounter, clock, random))
  bills.sort((a, b) => a.createdAt - b.createdAt)
  const numberOf = counter()
  for (const one of bills) if (one.status === 'issued') one.sequence = numberOf(one.createdAt)

  const payments = bills.flatMap((one) => collect(one, collecting, clock, random))
  payments.sort((a, b) => a.receivedAt - b.receivedAt)
  const receiptOf = counter()
  for (const payment of payments) payment.sequence = receiptOf(payment.receivedAt)
  return { bills, payments, due: settle(bills, payments) }
}

function bill(encounter: SampleEncounter, clock: Clock, random: Random): SampleBill {
  // One visit in twenty gets a tenth off: family, or somebody who asked.
  const discounted = random.chance(0.05)
  const lines = encounter.performed.map((one): BillLine => {
    const unitMinor = one.service.pricePkr * 100
    const discountMinor = discounted ? (unitMinor * one.quantity) / 10 : 0
    return { ...one, unitMinor, discountMinor, amountMinor: unitMinor * one.quantity - discountMinor }
  })
  const createdAt = Math.min(encounter.finishedAt! + random.int(1, 9) * minuteMs, clock.nowMs)
  // Some of today's visits are still to be billed.
  const draft = encounter.visit.day === clock.today && random.chance(0.45)
  return {
    id: random.uuid(createdAt),
    encounter,
    status: draft ? 'draft' : 'issued',
    sequence: null,
    createdAt,
    lines,
    totalMinor: lines.reduce((sum, line) => sum + line.amountMinor, 0),
    paidMinor: 0,
  }
}

function collect(one: SampleBill, collecting: Collecting, clock: Clock, random: Random): SamplePayment[] {
  if (one.status === 'draft') return []
  const payments: SamplePayment[] = []
  const luck = random.next()
  const large = one.totalMinor > 4_000_000
  if (luck < collecting.whole && !large) payments.push(payment(one, one.totalMinor, one.createdAt, random))
  else if (luck < collecting.whole + collecting.part || large) {
    const part = Math.max(50_000, Math.round((one.totalMinor * random.int(3, 6)) / 1_000_000) * 100_000)
    if (part < one.totalMinor) payments.push(payment(one, part, one.createdAt, random))
  }
  const left = one.totalMinor - one.paidMinor
  const laterAt = one.createdAt + random.int(2, 28) * dayMs
  if (left > 0 && random.chance(collecting.later) && laterAt < clock.nowMs)
    payments.push(payment(one, left, laterAt, random))
  return payments
}

function payment(one: SampleBill, amountMinor: number, at: number, random: Random): SamplePayment {
  one.paidMinor += amountMinor
  const { name: method } = random.weighted(methods)
  const reference = method === 'cash' ? '' : String(random.int(100_000, 999_999))
  const id = random.uuid(at)
  return {
    id,
    sequence: { fiscalYear: 0, number: 0 },
    bill: one,
    amountMinor,
    method,
    reference,
    receivedAt: at,
    balanceMinor: 0,
  }
}

const methods: { name: PaymentMethod; weight: number }[] = [
  { name: 'cash', weight: 58 },
  { name: 'card', weight: 16 },
  { name: 'easypaisa', weight: 9 },
  { name: 'jazzcash', weight: 8 },
  { name: 'bank_transfer', weight: 7 },
  { name: 'cheque', weight: 2 },
]

/** Walks through bills and payments in the order of time and writes each receipt's balance; answers what is due now. */
function settle(bills: SampleBill[], payments: SamplePayment[]): Map<SamplePatient, number> {
  const due = new Map<SamplePatient, number>()
  let next = 0
  const add = (patient: SamplePatient, amount: number) => due.set(patient, (due.get(patient) ?? 0) + amount)
  for (const payment of payments) {
    while (next < bills.length && bills[next]!.createdAt <= payment.receivedAt) {
      const one = bills[next++]!
      add(one.encounter.visit.patient, one.totalMinor)
    }
    const { patient } = payment.bill.encounter.visit
    add(patient, -payment.amountMinor)
    payment.balanceMinor = due.get(patient)!
  }
  for (const one of bills.slice(next)) add(one.encounter.visit.patient, one.totalMinor)
  return due
}

/** Numbers from 1 in each fiscal year, which begins in July and is named after that year. */
function counter(): (atMs: number) => Sequence {
  const last = new Map<number, number>()
  return (atMs) => {
    const fiscalYear = fiscalYearOf(dateText(dayOf(atMs)), 7)
    const number = (last.get(fiscalYear) ?? 0) + 1
    last.set(fiscalYear, number)
    return { fiscalYear, number }
  }
}

import { expect, test } from 'vitest'
import { decisionsOf, faultsOf, isPossible, noChoices, takersOf, type VisitToDecide } from './decisions.ts'

const visit = (id: string, changes: Partial<VisitToDecide> = {}): VisitToDecide => ({
  id,
  branchId: 'branch',
  branchName: 'Gulberg',
  timeZone: 'Asia/Karachi',
  startsAt: '2026-11-24T05:00:00Z',
  timed: true,
  endsAt: '2026-11-24T05:30:00Z',
  status: 'booked',
  patientName: 'Amna',
  patientNumber: 'GUL-000001',
  patientPhone: null,
  serviceName: null,
  doctorName: 'Dr Sana',
  freeDoctors: [],
  ...changes,
})
const bilal = { id: 'bilal', fullName: 'Dr Bilal' }
const nadia = { id: 'nadia', fullName: 'Dr Nadia' }

test('what is decided for all holds for each that was not decided by itself, and is sent one by one', () => {
  const visits = [visit('a'), visit('b', { freeDoctors: [bilal] })]
  const choices = { rest: 'cancel', each: { b: 'other:bilal' }, reason: ' She left ' }
  expect(decisionsOf(choices, visits)).toEqual({
    // What is booked meanwhile was seen by nobody: it stays.
    rest: { do: 'stay' },
    each: [
      { appointmentId: 'a', what: { do: 'cancel', reason: 'She left' } },
      { appointmentId: 'b', what: { do: 'other', doctorId: 'bilal' } },
    ],
  })
})

test('a doctor who is not free, and a branch that is closed, stand in the way of the visit they concern', () => {
  const free = visit('a', { freeDoctors: [bilal], alongHindrance: null })
  const busy = visit('b', { alongHindrance: 'outside_hours' })
  expect(isPossible('other:bilal', free)).toBe(true)
  expect(isPossible('other:bilal', busy)).toBe(false)
  expect(isPossible('along', free)).toBe(true)
  expect(isPossible('along', busy)).toBe(false)
  expect(faultsOf({ ...noChoices, rest: 'along' }, [free, busy]).impossible).toEqual([busy])
  expect(faultsOf({ ...noChoices, rest: 'along', each: { b: 'stay' } }, [free, busy]).impossible).toEqual([])
})

test('cancelling asks for a reason, and only then', () => {
  expect(faultsOf({ ...noChoices, rest: 'cancel' }, [visit('a')]).reasonMissing).toBe(true)
  expect(faultsOf({ ...noChoices, rest: 'cancel', reason: 'Ill' }, [visit('a')]).reasonMissing).toBe(false)
  expect(faultsOf({ ...noChoices, rest: 'cancel', each: { a: 'stay' } }, [visit('a')]).reasonMissing).toBe(false)
})

test('who could take most of them is offered first', () => {
  const visits = [visit('a', { freeDoctors: [bilal, nadia] }), visit('b', { freeDoctors: [nadia] })]
  expect(takersOf(visits)).toEqual([nadia, bilal])
})

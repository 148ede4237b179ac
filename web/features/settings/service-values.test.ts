import { expect, test } from 'vitest'
import { inputOf, newService, valuesOf } from './service-values.ts'

const values = { ...newService, name: 'Scaling', price: '2,500.50', taxPercent: 8.25 }

test('a price is sent in minor units and a tax in hundredths of a percent', () => {
  expect(inputOf(values, 'PKR').input).toMatchObject({ priceMinor: 250_050, taxBasisPoints: 825 })
})

test('a service without a name, a readable price or a length is not sent', () => {
  expect(inputOf({ ...values, name: ' ' }, 'PKR')).toMatchObject({ input: null, faults: { name: 'nameMissing' } })
  expect(inputOf({ ...values, price: '12 rupees' }, 'PKR').faults).toEqual({ price: 'priceUnreadable' })
  expect(inputOf({ ...values, minutes: 0 }, 'PKR').faults).toEqual({ minutes: 'minutesRange' })
})

test('a service read and sent back is the same service', () => {
  const service = { id: 'x', version: 3, ...inputOf(values, 'PKR').input! }
  expect(inputOf(valuesOf(service, 'PKR'), 'PKR').input).toEqual(inputOf(values, 'PKR').input)
})

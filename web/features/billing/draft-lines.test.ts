import { expect, test } from 'vitest'
import { amountsOf, type DraftLine, inputOf, totalOf } from './draft-lines.ts'

const line: DraftLine = {
  key: 'a',
  serviceId: 'scaling',
  description: 'Scaling',
  tooth: null,
  quantity: 2,
  unitMinor: 100_050,
  taxBasisPoints: 500,
  discount: '0.50',
}

test('a line shows the tax and amount that the server will reckon', () => {
  // 2 × 1000.50 − 0.50 = 2000.50; 5 % of it is 100.025, half-up 100.03
  expect(amountsOf(line, 'PKR')).toEqual({ discountMinor: 50, taxMinor: 10_003, amountMinor: 210_053 })
  expect(totalOf([line, { ...line, taxBasisPoints: 0, discount: '' }], 'PKR')).toBe(210_053 + 200_100)
})

test('the tax of a very large line is exact to the paisa', () => {
  const large = { ...line, quantity: 100, unitMinor: 999_999_999_850, taxBasisPoints: 1601, discount: '' }
  // 99,999,999,985,000 × 16.01 % = 16,009,999,997,598.5, half-up; reckoned with fractions it is one less
  expect(amountsOf(large, 'PKR')?.taxMinor).toBe(16_009_999_997_599)
})

test('a discount above the price, or one that is no amount, keeps the draft from being sent', () => {
  expect(inputOf([line], 'PKR')).toEqual([{ serviceId: 'scaling', tooth: null, quantity: 2, discountMinor: 50 }])
  expect(inputOf([line, { ...line, discount: '2001.01' }], 'PKR')).toBeNull()
  expect(inputOf([{ ...line, discount: 'ten' }], 'PKR')).toBeNull()
  expect(inputOf([], 'PKR')).toBeNull()
})

import type { Service } from '#contract/services.ts'
import { amountText, parseAmount } from '../../lib/format.ts'

/** A service as its form holds it: the price as typed, the tax in percent. */
export interface ServiceValues {
  name: string
  category: string
  price: string
  taxPercent: number
  minutes: number
  bookable: boolean
  active: boolean
}

export const newService: ServiceValues = {
  name: '',
  category: '',
  price: '',
  taxPercent: 0,
  minutes: 30,
  bookable: true,
  active: true,
}

export function valuesOf(service: Service, currency: string): ServiceValues {
  const { name, category, minutes, bookable, active, priceMinor, taxBasisPoints } = service
  const price = amountText(priceMinor, currency)
  return { name, category, price, taxPercent: taxBasisPoints / 100, minutes, bookable, active }
}

export type ServiceFault = 'nameMissing' | 'priceUnreadable' | 'minutesRange'

/** What the API takes, or null with what is wrong by field. */
export function inputOf(values: ServiceValues, currency: string) {
  const priceMinor = parseAmount(values.price, currency)
  const faults: Partial<Record<keyof ServiceValues, ServiceFault>> = {
    ...(values.name.trim() ? {} : { name: 'nameMissing' as const }),
    ...(priceMinor === null ? { price: 'priceUnreadable' as const } : {}),
    ...(values.minutes >= 5 && values.minutes <= 600 ? {} : { minutes: 'minutesRange' as const }),
  }
  if (priceMinor === null || Object.keys(faults).length > 0) return { input: null, faults }
  const { name, category, minutes, bookable, active, taxPercent } = values
  // Rounded: 8.25 * 100 is not a whole number to a computer.
  const taxBasisPoints = Math.round(taxPercent * 100)
  return { input: { name, category, minutes, priceMinor, taxBasisPoints, bookable, active }, faults }
}

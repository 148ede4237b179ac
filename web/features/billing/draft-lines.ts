import type { Invoice } from '#contract/billing.ts'
import { lineAmounts } from '#contract/money.ts'
import type { Service } from '#contract/services.ts'
import { amountText, parseAmount } from '../../lib/format.ts'

/** A line of a draft while it is edited. */
export interface DraftLine {
  /** For React: the same service may stand on several lines (two teeth). */
  key: string
  serviceId: string
  description: string
  tooth: string | null
  quantity: number
  unitMinor: number
  taxBasisPoints: number
  /** As typed. */
  discount: string
}

/** The lines of a draft for editing, or null when one has no service behind it and so cannot be sent back. */
export function linesOf(invoice: Invoice, services: readonly Service[]): DraftLine[] | null {
  const rates = new Map(services.map((service) => [service.id, service.taxBasisPoints]))
  const lines = invoice.lines.flatMap(({ serviceId, description, tooth, quantity, unitMinor, discountMinor }, index) =>
    serviceId
      ? [
          {
            key: `${index}`,
            serviceId,
            description,
            tooth,
            quantity,
            unitMinor,
            taxBasisPoints: rates.get(serviceId) ?? 0,
            discount: discountMinor ? amountText(discountMinor, invoice.currency) : '',
          },
        ]
      : [],
  )
  return lines.length === invoice.lines.length ? lines : null
}

export function lineOf(service: Service): DraftLine {
  const { id, name, priceMinor, taxBasisPoints } = service
  return {
    key: crypto.randomUUID(),
    serviceId: id,
    description: name,
    tooth: null,
    quantity: 1,
    unitMinor: priceMinor,
    taxBasisPoints,
    discount: '',
  }
}

/** Tax and amount of a line as the server will reckon them; null when the discount cannot be read or is more than the price. */
export function amountsOf(line: DraftLine, currency: string) {
  const discountMinor = line.discount.trim() === '' ? 0 : parseAmount(line.discount, currency)
  if (discountMinor === null) return null
  const amounts = lineAmounts({ ...line, discountMinor })
  return amounts && { ...amounts, discountMinor }
}

export function totalOf(lines: readonly DraftLine[], currency: string): number {
  return lines.reduce((sum, line) => sum + (amountsOf(line, currency)?.amountMinor ?? 0), 0)
}

/** What the API takes, or null while a discount is wrong or no line is left. */
export function inputOf(lines: readonly DraftLine[], currency: string) {
  const input = lines.flatMap((line) => {
    const amounts = amountsOf(line, currency)
    const { serviceId, tooth, quantity } = line
    return amounts ? [{ serviceId, tooth, quantity, discountMinor: amounts.discountMinor }] : []
  })
  return input.length === lines.length && input.length > 0 ? input : null
}

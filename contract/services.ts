import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { AmountMinor } from './money.ts'

/** What a branch does for patients, how long it takes and what it costs, in the branch's currency. */
export const Service = z.object({
  id: z.uuid(),
  name: z.string(),
  category: z.string(),
  minutes: z.int(),
  priceMinor: AmountMinor,
  /** Tax on the price, in hundredths of a percent. */
  taxBasisPoints: z.int(),
  /** Offered when booking; others are only billed. */
  bookable: z.boolean(),
  active: z.boolean(),
  version: z.int(),
})
export type Service = z.infer<typeof Service>

const fields = {
  name: z.string().trim().min(1).max(200),
  category: z.string().trim().max(100),
  minutes: z.int().min(5).max(600),
  priceMinor: AmountMinor,
  taxBasisPoints: z.int().min(0).max(10000),
  bookable: z.boolean(),
  active: z.boolean(),
}

export const listServices = endpoint({
  name: 'listServices',
  verb: 'GET',
  path: '/clinics/:clinicId/services',
  needs: 'services.read',
  summary: 'The services of a branch by category and name; withdrawn ones only when asked.',
  input: z.object({ inactive: z.stringbool().default(false) }),
  output: z.array(Service),
})

export const addService = endpoint({
  name: 'addService',
  verb: 'POST',
  path: '/clinics/:clinicId/services',
  needs: 'services.create',
  summary: 'Add a service with its price.',
  input: z.object({
    ...fields,
    category: fields.category.default(''),
    minutes: fields.minutes.default(30),
    taxBasisPoints: fields.taxBasisPoints.default(0),
    bookable: fields.bookable.default(true),
    active: fields.active.default(true),
  }),
  output: Service,
  status: 201,
})

export const editService = endpoint({
  name: 'editService',
  verb: 'PATCH',
  path: '/clinics/:clinicId/services/:serviceId',
  needs: 'services.update',
  summary: 'Change a service. Invoices made before keep the price they had; `active: false` withdraws it.',
  input: z.object(fields).partial().extend({ version: z.int() }),
  output: Service,
})

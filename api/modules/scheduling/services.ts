import type { Input } from '#contract/endpoint.ts'
import type * as contract from '#contract/services.ts'
import type { Service } from '#contract/services.ts'
import { Refused } from '../../core/errors.ts'
import { sql, type Tx } from '../../core/tx.ts'

const columns = sql`id, name, category, minutes, price_minor as "priceMinor", tax_basis_points as "taxBasisPoints",
  bookable, active, version`
const inClinic = (tx: Tx) => sql`organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId}`

export function listServices(tx: Tx, { inactive }: Input<typeof contract.listServices>): Promise<Service[]> {
  return tx.rows(sql<Service>`select ${columns} from services where ${inClinic(tx)} and (active or ${inactive})
    order by category, name, id`)
}

export async function addService(tx: Tx, input: Input<typeof contract.addService>): Promise<Service> {
  const service = await tx.one(sql<Service>`insert into services
      (name, category, minutes, price_minor, tax_basis_points, bookable, active)
    values (${input.name}, ${input.category}, ${input.minutes}, ${input.priceMinor}, ${input.taxBasisPoints},
      ${input.bookable}, ${input.active})
    returning ${columns}`)
  tx.record('service.added', service.id, service)
  return service
}

export async function editService(tx: Tx, input: Input<typeof contract.editService>): Promise<Service> {
  const { clinicId: _clinic, serviceId, version, ...changes } = input
  const current = await tx.one(
    sql<Service>`select ${columns} from services where ${inClinic(tx)} and id = ${serviceId} for update`,
  )
  if (current.version !== version) throw new Refused('changed_meanwhile', { current, yours: changes })

  const next: Service = { ...current, ...changes, version: version + 1 }
  await tx.rows(sql`update services set name = ${next.name}, category = ${next.category}, minutes = ${next.minutes},
      price_minor = ${next.priceMinor}, tax_basis_points = ${next.taxBasisPoints}, bookable = ${next.bookable},
      active = ${next.active}, version = ${next.version}
    where ${inClinic(tx)} and id = ${serviceId}`)
  tx.record('service.edited', serviceId, { from: current, to: next })
  return next
}

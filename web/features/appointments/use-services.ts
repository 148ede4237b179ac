import { listServices } from '#contract/services.ts'
import { useCall } from '#web/lib/query.ts'
import { useClinic } from '#web/shared/place.ts'

/** The services that can be booked at this branch, and the same as choices of a select, by category. */
export function useServices() {
  const { id: clinicId } = useClinic()
  const answer = useCall(listServices, { clinicId }, { staleMs: 300_000, topics: ['service'] })
  const services = (answer.data ?? []).filter(({ bookable }) => bookable)
  const groups = Map.groupBy(services, ({ category }) => category)
  const items = (of: typeof services) => of.map(({ id, name }) => ({ value: id, label: name }))
  const choices = groups.size > 1 ? [...groups].map(([group, of]) => ({ group, items: items(of) })) : items(services)
  return { services, choices }
}

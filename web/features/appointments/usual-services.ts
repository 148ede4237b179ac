import type { Visit } from '#contract/appointments.ts'
import type { Service } from '#contract/services.ts'

/** What people come for most often on this day, of what can be booked. */
export function usualServices(services: readonly Service[], visits: readonly Visit[], most: number): Service[] {
  const counts = Map.groupBy(visits, ({ serviceId }) => serviceId)
  const often = ({ id }: Service) => counts.get(id)?.length ?? 0
  return services
    .filter(({ bookable }) => bookable)
    .sort((a, b) => often(b) - often(a))
    .slice(0, most)
}

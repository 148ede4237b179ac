import type { SessionClinic } from '../lib/session.ts'

export interface City {
  city: string
  clinics: SessionClinic[]
}

/** Branches whose name or city holds the query, by city and name. */
export function byCity(clinics: readonly SessionClinic[], query: string): City[] {
  const wanted = query.trim().toLowerCase()
  const kept = clinics
    .filter(({ name, city }) => `${name} ${city}`.toLowerCase().includes(wanted))
    .toSorted((one, other) => one.city.localeCompare(other.city) || one.name.localeCompare(other.name))
  return [...Map.groupBy(kept, ({ city }) => city)].map(([city, inCity]) => ({ city, clinics: inCity }))
}

import { sql, type Tx } from '../../../core/tx.ts'

interface Taken {
  from: string
  until: string
}

/**
 * The doctors' timelines that coming appointments must fit into. In an import the timelines are locked before they are
 * read, and stay locked until the chunk is written.
 */
export function openTimelines(preview: boolean) {
  const taken = new Map<string, Taken[]>()
  return {
    async load(tx: Tx, wanted: { doctorId: string; startsAt: string; endsAt: string }[]) {
      if (wanted.length === 0) return
      const doctors = [...new Set(wanted.map(({ doctorId }) => doctorId))]
      if (!preview) await tx.rows(sql`select app.lock_time(${doctors}::uuid[])`)
      const starts = wanted.map(({ startsAt }) => startsAt).sort()
      const ends = wanted.map(({ endsAt }) => endsAt).sort()
      const rows = await tx.rows(sql<{ doctor: string; from: string; until: string }>`
        select resource_id as doctor, starts_at as "from", ends_at as until from bookings
        where organization_id = ${tx.organizationId} and resource_id = any (${doctors}::uuid[])
          and starts_at < ${ends.at(-1)}::timestamptz and ends_at > ${starts[0]}::timestamptz`)
      if (!preview) taken.clear()
      for (const { doctor, from, until } of rows) add(doctor, from, until)
    },
    /** Takes the time when it is free. */
    take(doctorId: string, startsAt: string, endsAt: string): boolean {
      const [from, until] = [Date.parse(startsAt), Date.parse(endsAt)]
      const clash = taken.get(doctorId)?.some((one) => Date.parse(one.from) < until && Date.parse(one.until) > from)
      if (!clash) add(doctorId, startsAt, endsAt)
      return !clash
    },
  }
  function add(doctor: string, from: string, until: string) {
    const list = taken.get(doctor)
    if (list) list.push({ from, until })
    else taken.set(doctor, [{ from, until }])
  }
}

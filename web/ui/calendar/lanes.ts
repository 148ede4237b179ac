import type { CalendarEvent } from './types.ts'

/** Which of `lanes` equal strips of the column an event takes, and how many of them it may fill. */
export type Lane = { lane: number; lanes: number; width: number }

type Timed = Pick<CalendarEvent, 'id' | 'startsAt' | 'minutes'>

/** By start, longer first, then by id, so that the same day always looks the same. */
export function inOrder<T extends Timed>(events: T[]): T[] {
  return [...events].sort((a, b) => a.startsAt - b.startsAt || b.minutes - a.minutes || (a.id < b.id ? -1 : 1))
}

/**
 * Places overlapping events of one column side by side.
 * `leastMinutes` is what the shortest card looks like: a five-minute event drawn as ten may not cover the next one.
 */
export function layLanes(events: Timed[], leastMinutes = 0): Map<string, Lane> {
  const placed = new Map<string, Lane>()
  let cluster: Timed[][] = []
  let clusterEnd = Number.NEGATIVE_INFINITY
  const endOf = (event: Timed) => event.startsAt + Math.max(event.minutes, leastMinutes)
  const meet = (a: Timed, b: Timed) => a.startsAt < endOf(b) && b.startsAt < endOf(a)

  const settle = () => {
    cluster.forEach((strip, lane) => {
      for (const event of strip) {
        let width = 1
        while (cluster[lane + width] && !cluster[lane + width]!.some((other) => meet(event, other))) width++
        placed.set(event.id, { lane, lanes: cluster.length, width })
      }
    })
    cluster = []
  }

  for (const event of inOrder(events)) {
    if (event.startsAt >= clusterEnd) settle()
    const free = cluster.find((strip) => endOf(strip.at(-1)!) <= event.startsAt)
    if (free) free.push(event)
    else cluster.push([event])
    clusterEnd = Math.max(clusterEnd, endOf(event))
  }
  settle()
  return placed
}

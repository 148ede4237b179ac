import { Refused } from '../../core/errors.ts'

/**
 * Lets `atOnce` pieces of work run at a time and keeps the others in line, one lane per caller, served in turn: whoever
 * sends a thousand waits for the thousand, and nobody else does. Work that is `first` goes before all lanes.
 * Refuses with `busy` when more than `most` are waiting.
 */
export function openFairQueue({ atOnce, most }: { atOnce: number; most: number }) {
  const first: (() => void)[] = []
  const lanes = new Map<string, (() => void)[]>()
  let running = 0
  let waiting = 0

  function next(): (() => void) | undefined {
    const ahead = first.shift()
    if (ahead) return ahead
    for (const [lane, line] of lanes) {
      const turn = line.shift()
      // To the end of the round, so that every other lane has its turn before.
      lanes.delete(lane)
      if (line.length > 0) lanes.set(lane, line)
      return turn
    }
    return undefined
  }

  async function turnIn(lane: string, isFirst: boolean) {
    if (running < atOnce) {
      running += 1
      return
    }
    if (waiting >= most) throw new Refused('busy')
    waiting += 1
    await new Promise<void>((go) => {
      if (isFirst) first.push(go)
      else {
        const line = lanes.get(lane)
        if (line) line.push(go)
        else lanes.set(lane, [go])
      }
    })
    waiting -= 1
  }

  return {
    async run<Result>(lane: string, isFirst: boolean, work: () => Promise<Result>): Promise<Result> {
      await turnIn(lane, isFirst)
      try {
        return await work()
      } finally {
        const turn = next()
        // The place is handed on as it is; only with nobody in line is it given back.
        if (turn) turn()
        else running -= 1
      }
    },
  }
}
export type FairQueue = ReturnType<typeof openFairQueue>

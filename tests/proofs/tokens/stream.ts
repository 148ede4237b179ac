import { request } from 'node:http'

/** Opens a stream of events; `closed(patience)` answers after how many milliseconds from now it ended by itself. */
export async function openStream(url: string, token: string) {
  let endedAt: number | null = null
  const ended: (() => void)[] = []
  await new Promise<void>((resolve, reject) => {
    const asked = request(url, { headers: { authorization: `Bearer ${token}` } }, (response) => {
      response.once('data', () => resolve())
      response.resume()
      response.on('end', () => {
        endedAt = performance.now()
        for (const tell of ended) tell()
      })
    })
    asked.on('error', reject)
    asked.end()
  })
  // It has heard its first answer, so that what comes now is a change.
  await new Promise((resolve) => setTimeout(resolve, 900))
  const from = performance.now()
  return {
    closed: (patience: number) =>
      new Promise<number>((resolve) => {
        const answer = () => resolve(Math.round((endedAt ?? performance.now()) - from))
        if (endedAt !== null) return answer()
        ended.push(answer)
        setTimeout(answer, patience)
      }),
  }
}

import type { Database } from './databases.ts'
import { Refused, refusalOf } from './errors.ts'
import { log } from './log.ts'
import { readWithin, type SessionScope, sql } from './tx.ts'

/** What a screen hears: which kind of thing changed, so that it asks again for what it shows. Never the thing itself. */
export interface Change {
  clinicId: string | null
  /** The first word of the event: `appointment`, `payment`, `patient`, … */
  topic: string
}
type Listener = (changes: Change[]) => void

const pollMilliseconds = 500 // an ended session closes its streams within a second, asking included
const windowSeconds = 20 // longer than any transaction may take: what commits late is still seen
const heartbeatMilliseconds = 10_000
const rechecksAtOnce = 4
const streamsOfOneSession = 50 // no person has as many tabs, and a program must not take every socket there is

/** A stream that somebody keeps open. */
interface OpenStream {
  scope: SessionScope
  /** What its right rested on when it was last asked; null: never asked yet. */
  mark: string | null
  end(): void
}

/**
 * Changes, polled once per process from the audit trail and fanned out. Not NOTIFY: in hot writes it takes a lock on
 * the whole server at commit. Polls only while somebody listens.
 */
export function openLive(database: Database) {
  const listeners = new Map<string, Set<Listener>>()
  const open = new Map<() => void, OpenStream>()
  // Whoever came since the last poll hears once of the whole window: what she shows was asked for before she listened.
  const newcomers = new Set<Listener>()
  let seen = new Map<string, number>()
  let timer: NodeJS.Timeout | null = null

  async function poll() {
    const come = new Set(newcomers)
    try {
      const sessions = [...new Set([...open.values()].map(({ scope }) => scope.sessionId))]
      const [changed, marked] = await database.once([
        { text: 'select * from app.recent_changes(now() - make_interval(secs => $1))', values: [windowSeconds] },
        { text: 'select * from app.session_marks($1)', values: [sessions] },
      ])
      const rows = changed!.rows as { id: string; organization_id: string; clinic_id: string | null; event: string }[]
      await endThoseWithoutRight(marked!.rows as { session_id: string; mark: string }[])
      const fresh = rows.filter((row) => !seen.has(row.id))
      const now = Date.now()
      for (const row of rows) if (!seen.has(row.id)) seen.set(row.id, now)
      seen = new Map([...seen].filter(([, at]) => at > now - 2 * windowSeconds * 1000))
      publish(fresh, (listener) => !newcomers.has(listener))
      publish(rows, (listener) => come.has(listener))
      for (const listener of come) newcomers.delete(listener)
    } catch (error) {
      log.warn({ err: (error as Error).message }, 'could not look for changes')
    }
    if (listeners.size > 0) timer = setTimeout(poll, pollMilliseconds)
    else timer = null
  }

  /** Asks again for each stream whose session ended or whose rights may have changed, and for no other. */
  async function endThoseWithoutRight(rows: { session_id: string; mark: string }[]) {
    const marks = new Map(rows.map((row) => [row.session_id, row.mark]))
    const doubtful = [...open.values()].filter(
      ({ scope, mark }) => mark === null || marks.get(scope.sessionId) !== mark,
    )
    const next = doubtful.values()
    const askInTurn = async () => {
      for (const stream of next) if (await mayStay(stream)) stream.mark = marks.get(stream.scope.sessionId) ?? null
    }
    await Promise.all(Array.from({ length: rechecksAtOnce }, askInTurn))
  }

  async function mayStay(stream: OpenStream): Promise<boolean> {
    try {
      await readWithin(database, stream.scope, (tx) => tx.rows(sql`select 1`))
      return true
    } catch (error) {
      // Only an answer ends the stream; a database that is restarting gives none.
      if ([401, 403, 404].includes(refusalOf(error)?.status ?? 0)) stream.end()
      return false
    }
  }

  function publish(
    rows: { organization_id: string; clinic_id: string | null; event: string }[],
    whom: (listener: Listener) => boolean,
  ) {
    const byOrganization = Map.groupBy(rows, (row) => row.organization_id)
    for (const [organizationId, events] of byOrganization) {
      const changes = events.map((row) => ({ clinicId: row.clinic_id, topic: row.event.split('.')[0]! }))
      for (const listener of listeners.get(organizationId) ?? []) if (whom(listener)) listener(changes)
    }
  }

  function listen(organizationId: string, listener: Listener): () => void {
    const set = listeners.get(organizationId) ?? new Set()
    set.add(listener)
    newcomers.add(listener)
    listeners.set(organizationId, set)
    if (!timer) timer = setTimeout(poll, 0)
    return () => {
      set.delete(listener)
      newcomers.delete(listener)
      if (set.size === 0) listeners.delete(organizationId)
    }
  }

  return {
    /** A text/event-stream of topics. Closes itself when the session or the right ends. `clinicId` null: the whole organization. */
    stream(scope: SessionScope, signal: AbortSignal): Response {
      const mine = [...open.values()].filter((one) => one.scope.sessionId === scope.sessionId)
      if (mine.length >= streamsOfOneSession) throw new Refused('busy')
      const encoder = new TextEncoder()
      let stop = () => {}
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          const send = (text: string) => {
            try {
              controller.enqueue(encoder.encode(text))
            } catch {
              stop()
            }
          }
          const unlisten = listen(scope.organizationId, (changes) => {
            // Rights that head office changes everywhere concern every branch; nothing else without a branch does.
            const mine = changes.filter(
              ({ clinicId, topic }) =>
                scope.clinicId === null || clinicId === scope.clinicId || (clinicId === null && topic === 'access'),
            )
            const topics = new Set(mine.map((change) => change.topic))
            const words = [...topics].map((topic) => `event: change\ndata: ${JSON.stringify({ topic })}\n\n`)
            if (words.length > 0) send(words.join(''))
          })
          const heartbeat = setInterval(() => send(': still here\n\n'), heartbeatMilliseconds)
          stop = () => {
            unlisten()
            clearInterval(heartbeat)
            open.delete(stop)
            try {
              controller.close()
            } catch {
              // closed by the other side already
            }
          }
          open.set(stop, {
            scope,
            mark: null,
            end() {
              send('event: ended\ndata: {}\n\n')
              stop()
            },
          })
          signal.addEventListener('abort', () => stop())
          send('event: ready\ndata: {}\n\n')
        },
        cancel() {
          stop()
        },
      })
      return new Response(body, {
        headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
      })
    },
    stop() {
      for (const close of [...open.keys()]) close()
      if (timer) clearTimeout(timer)
      listeners.clear()
    },
  }
}
export type Live = ReturnType<typeof openLive>

import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { send } from './api.ts'
import { readEvents } from './event-stream.ts'
import { organizationScope, renewScope, type Scope } from './query.ts'
import { refreshSession } from './session.ts'

const pollEveryMs = 5000
/** The server sends a heartbeat well within this; longer silence means a dead connection. */
const silenceMs = 60_000
/** Several events in a burst (a drag, an import) renew the screen once. */
const gatherMs = 250

type Word = { kind: 'event'; topic?: string } | { kind: 'state'; streaming: boolean }

/**
 * Keeps the answers of a clinic, or of head office, fresh while a screen of it is open: server-sent events, or polling every
 * 5 seconds while the stream is down. Only one tab per browser holds the stream (browsers allow six
 * connections per host, and a front desk has many tabs); it tells the others.
 */
export function useLive(scope: Scope): void {
  const client = useQueryClient()

  useEffect(() => {
    const stop = new AbortController()
    const name = `polyclinic-live-${scope}`
    const tabs = new BroadcastChannel(name)
    const pending = new Set<string | undefined>()
    let gathering: ReturnType<typeof setTimeout> | undefined
    let polling: ReturnType<typeof setInterval> | undefined

    const flush = () => {
      gathering = undefined
      const topics = pending.has(undefined) ? [undefined] : [...pending]
      pending.clear()
      for (const topic of topics) renewScope(client, scope, topic)
    }
    const hear = (word: Word) => {
      if (word.kind === 'event') {
        if (word.topic === 'access') void refreshSoon()
        pending.add(word.topic)
        gathering ??= setTimeout(flush, gatherMs)
        return
      }
      clearInterval(polling)
      polling = word.streaming ? undefined : setInterval(() => renewScope(client, scope), pollEveryMs)
    }
    const tell = (word: Word) => {
      hear(word)
      tabs.postMessage(word)
    }

    tabs.onmessage = ({ data }: MessageEvent<Word>) => hear(data)
    void leadWhenFirst(name, stop.signal, () => followStream(scope, stop.signal, tell))

    return () => {
      stop.abort()
      tabs.close()
      clearTimeout(gathering)
      clearInterval(polling)
    }
  }, [client, scope])
}

async function leadWhenFirst(name: string, signal: AbortSignal, lead: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return lead()
  await navigator.locks.request(name, { signal }, lead).catch(() => null)
}

async function followStream(scope: Scope, signal: AbortSignal, tell: (word: Word) => void): Promise<void> {
  let again = false
  for (let failures = 0; !signal.aborted; failures += 1) {
    const heard = await listen(scope, signal, tell, again)
    again = true
    if (signal.aborted) return
    if (heard) failures = 0
    tell({ kind: 'state', streaming: false })
    await pause(Math.min(1000 * 2 ** failures, 30_000), signal)
  }
}

/** Reads one stream until it ends. True when it was open at all. */
async function listen(scope: Scope, outer: AbortSignal, tell: (word: Word) => void, again: boolean): Promise<boolean> {
  const inner = new AbortController()
  const signal = AbortSignal.any([outer, inner.signal])
  let silence = setTimeout(() => inner.abort(), silenceMs)
  let opened = false
  try {
    const url =
      scope === organizationScope ? '/api/organization/events' : `/api/clinics/${encodeURIComponent(scope)}/events`
    const response = await send({ method: 'GET', url, headers: { accept: 'text/event-stream' } }, signal)
    if (!response.ok || !response.body) return false
    opened = true
    tell({ kind: 'state', streaming: true })
    // Whatever happened while nobody listened is not in the stream.
    if (again) tell({ kind: 'event' })
    for await (const event of readEvents(response.body)) {
      clearTimeout(silence)
      silence = setTimeout(() => inner.abort(), silenceMs)
      if (event.event === 'ended') {
        // The session, or the right to this clinic, is over: the refresh says which.
        await refreshSession()
        return opened
      }
      if (event.event === 'change') tell({ kind: 'event', topic: topicOf(event.data) })
    }
  } catch {
    // A broken stream is expected: the caller polls and tries again.
  } finally {
    clearTimeout(silence)
  }
  return opened
}

/** Rights were changed: what the menus and buttons show is asked for again. Not by every desk in the same moment. */
async function refreshSoon(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 1500))
  await refreshSession().catch(() => null)
}

function topicOf(data: string): string | undefined {
  try {
    return (JSON.parse(data) as { topic?: string }).topic
  } catch {
    return undefined
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    const stop = () => {
      clearTimeout(timer)
      resolve()
    }
    signal.addEventListener('abort', stop, { once: true })
  })
}

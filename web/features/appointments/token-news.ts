import { useEffect } from 'react'
import type { Visit } from '#contract/appointments.ts'
import { createStore, useStore } from '#web/lib/store.ts'

/** The token the desk is to say or to hand over: just given, or just called. */
export interface TokenNews {
  visit: Visit
  what: 'given' | 'called'
}

const news = createStore<TokenNews | null>(null)
const staysMs = 30_000

export const tellToken = news.set

/** Of an appointment whose step was taken back. */
export function hideToken(visitId: string) {
  if (news.get()?.visit.id === visitId) news.set(null)
}

/** The newest token, for half a minute. */
export function useTokenNews(): TokenNews | null {
  const current = useStore(news)
  useEffect(() => {
    if (!current) return
    const timer = setTimeout(() => news.set(null), staysMs)
    return () => clearTimeout(timer)
  }, [current])
  return current
}

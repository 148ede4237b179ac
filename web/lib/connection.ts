import { createStore, useStore } from './store.ts'

export interface Connection {
  online: boolean
  /** When the last answer came: what is on screen is as old as this. Epoch milliseconds. */
  lastAnswerAt: number
}

const connection = createStore<Connection>({ online: true, lastAnswerAt: Date.now() })
let probe: ReturnType<typeof setInterval> | undefined

/** Every call tells whether an answer of any kind came back; a refusal is an answer too. */
export function reportAnswer(): void {
  clearInterval(probe)
  probe = undefined
  connection.set({ online: true, lastAnswerAt: Date.now() })
}

export function reportSilence(): void {
  if (connection.get().online) connection.set({ ...connection.get(), online: false })
  probe ??= setInterval(askForLife, 3000)
}

async function askForLife(): Promise<void> {
  try {
    await fetch('/api/health', { cache: 'no-store' })
    reportAnswer()
  } catch {
    // Still silent: the next tick asks again.
  }
}

export function watchConnection(onBack: () => void): () => void {
  let wasOnline = connection.get().online
  const offline = () => reportSilence()
  const online = () => void askForLife()
  window.addEventListener('offline', offline)
  window.addEventListener('online', online)
  const stop = connection.subscribe(() => {
    const { online: isOnline } = connection.get()
    if (isOnline && !wasOnline) onBack()
    wasOnline = isOnline
  })
  return () => {
    window.removeEventListener('offline', offline)
    window.removeEventListener('online', online)
    stop()
  }
}

export function useConnection(): Connection {
  return useStore(connection)
}

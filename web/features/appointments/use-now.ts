import { useEffect, useState } from 'react'

/** The present instant, renewed twice a minute: waiting times and the now-line move by themselves. */
export function useNow(): string {
  const [now, setNow] = useState(() => new Date().toISOString())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

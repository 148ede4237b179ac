import { useRef } from 'react'

/** The row whose drawer is open; the last that was seen of it when it has just left the list: its end is shown there. */
export function useOpened<Row extends { id: string }>(rows: readonly Row[] | undefined, id: string | undefined) {
  const last = useRef<Row | undefined>(undefined)
  const found = rows?.find((row) => row.id === id)
  if (found) last.current = found
  return found ?? (last.current?.id === id ? last.current : undefined)
}

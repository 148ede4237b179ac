import { createContext, useContext, useEffect } from 'react'

/** What stands typed in the boxes of a visit and was not added, by the box's label. */
export type Typed = Readonly<Record<string, string>>

export const TellTyped = createContext<(label: string, text: string) => void>(() => {})

export function useTellTyped(label: string, text: string): void {
  const tell = useContext(TellTyped)
  useEffect(() => tell(label, text), [tell, label, text])
}

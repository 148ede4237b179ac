import { type ReactNode, useEffect, useState } from 'react'
import { createKeyRegistry, KeysContext, listenToKeys } from './keys.ts'

/** Holds the keys of everything on screen; stands once, around the app. */
export function KeysProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(createKeyRegistry)
  useEffect(() => listenToKeys(registry), [registry])
  return <KeysContext value={registry}>{children}</KeysContext>
}

import { type ReactNode, useEffect, useState } from 'react'
import { keepFocusInDialogs } from './dialogs.ts'
import { createKeyRegistry, KeysContext, listenToKeys } from './keys.ts'

/** Holds the keys of everything on screen, and the focus in an open dialog; stands once, around the app. */
export function KeysProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(createKeyRegistry)
  useEffect(() => listenToKeys(registry), [registry])
  useEffect(keepFocusInDialogs, [])
  return <KeysContext value={registry}>{children}</KeysContext>
}

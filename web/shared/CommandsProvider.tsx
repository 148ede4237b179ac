import { type ReactNode, useMemo, useReducer, useState } from 'react'
import { CommandBox } from './CommandBox.tsx'
import { type CommandRegistry, CommandsContext } from './commands.ts'

/** Holds what the features offer to the Ctrl+K box, and the box itself; stands once, around the frame. */
export function CommandsProvider({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<{ query: string } | null>(null)
  // Features load after the box may have been opened: what they bring must appear in it all the same.
  const [version, changed] = useReducer((before: number) => before + 1, 0)
  const registry = useMemo<CommandRegistry>(
    () => ({ sources: new Set(), searches: new Set(), changed, open: (query = '') => setAsked({ query }) }),
    [],
  )
  return (
    <CommandsContext value={registry}>
      {children}
      <CommandBox
        registry={registry}
        version={version}
        opened={asked !== null}
        initialQuery={asked?.query ?? ''}
        onClose={() => setAsked(null)}
      />
    </CommandsContext>
  )
}

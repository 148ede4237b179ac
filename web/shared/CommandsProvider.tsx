import { type ReactNode, useMemo, useState } from 'react'
import { CommandBox } from './CommandBox.tsx'
import { type CommandRegistry, CommandsContext } from './commands.ts'

/** Holds what the features offer to the Ctrl+K box, and the box itself; stands once, around the frame. */
export function CommandsProvider({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<{ query: string } | null>(null)
  const registry = useMemo<CommandRegistry>(
    () => ({ sources: new Set(), searches: new Set(), open: (query = '') => setAsked({ query }) }),
    [],
  )
  return (
    <CommandsContext value={registry}>
      {children}
      <CommandBox
        registry={registry}
        opened={asked !== null}
        initialQuery={asked?.query ?? ''}
        onClose={() => setAsked(null)}
      />
    </CommandsContext>
  )
}

import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react'

/** One line of the Ctrl+K box: something to open or to do. */
export interface Command {
  id: string
  label: string
  /** A second, quieter line: the patient's number and phone, the branch's city. */
  detail?: string
  icon?: ReactNode
  /** More words it is found by. */
  keywords?: string
  /** Shown at the end of the line, when a key does the same. */
  keys?: string
  run: () => void
}

/** Commands a feature offers while it is on screen; filtered here by what is typed. */
export interface CommandSource {
  id: string
  group: string
  commands: readonly Command[]
}

/** A search of the API that a feature offers; asked 150 ms after the last key. */
export interface CommandSearch {
  id: string
  group: string
  /** How many characters it needs; two when left out. */
  least?: number
  search: (query: string, signal: AbortSignal) => Promise<Command[]>
}

export interface CommandRegistry {
  sources: Set<{ current: CommandSource }>
  searches: Set<{ current: CommandSearch }>
  /** Tells an open box that there is more, or less, to offer. */
  changed: () => void
  open: (query?: string) => void
}

export const CommandsContext = createContext<CommandRegistry | null>(null)

/** `useCommands({ id: 'day', group: t('actions'), commands: [{ id: 'walk-in', label: t('walkIn'), run }] })` */
export function useCommands(source: CommandSource): void {
  useRegistered(source, (registry) => registry.sources)
}

/** `useCommandSearch({ id: 'patients', group: t('patients'), search: (query, signal) => callApi(searchPatients, …) })` */
export function useCommandSearch(search: CommandSearch): void {
  useRegistered(search, (registry) => registry.searches)
}

/** Opens the box, with something typed already if given. */
export function useOpenCommands(): (query?: string) => void {
  const registry = useContext(CommandsContext)
  return (query) => registry?.open(query)
}

function useRegistered<T>(value: T, set: (registry: CommandRegistry) => Set<{ current: T }>): void {
  const registry = useContext(CommandsContext)
  const holder = useRef(value)
  holder.current = value
  // biome-ignore lint/correctness/useExhaustiveDependencies: `set` only picks a property
  useEffect(() => {
    if (!registry) return
    const all = set(registry)
    all.add(holder)
    registry.changed()
    return () => {
      all.delete(holder)
      registry.changed()
    }
  }, [registry])
}

/** What the typed words leave of the commands: every word must begin a word of the label or keywords. */
export function matching(commands: readonly Command[], query: string): Command[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean)
  return commands.filter(({ label, detail = '', keywords = '' }) => {
    const words = `${label} ${detail} ${keywords}`.toLowerCase().split(/[\s,/-]+/)
    return wanted.every((start) => words.some((word) => word.startsWith(start)))
  })
}

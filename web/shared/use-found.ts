import { useEffect, useState } from 'react'
import { type Command, type CommandRegistry, matching } from './commands.ts'

export interface FoundGroup {
  id: string
  group: string
  commands: Command[]
}

const waitMs = 150
const perGroup = 8

/**
 * What the box shows for a query: the API's findings first, then the screens' commands. `stale`: how many of the first
 * were found for less than what is typed by now.
 */
export function useFound(
  registry: CommandRegistry,
  version: number,
  query: string,
): { groups: FoundGroup[]; searching: boolean; stale: number } {
  const [found, setFound] = useState<FoundGroup[]>([])
  const [searching, setSearching] = useState(false)
  const wanted = query.trim()

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the registry has other searches now
  useEffect(() => {
    const asked = [...registry.searches].filter(({ current: { least = 2 } }) => wanted.length >= least)
    if (!wanted || asked.length === 0) return setFound([])
    const stop = new AbortController()
    setSearching(true)
    const timer = setTimeout(async () => {
      const groups = await Promise.all(
        asked.map(async ({ current: { id, group, search } }) => {
          // One search that fails must not take the others with it.
          const commands = await search(wanted, stop.signal).catch(() => [])
          return { id, group, commands: commands.slice(0, perGroup) }
        }),
      )
      if (stop.signal.aborted) return
      setFound(groups)
      setSearching(false)
    }, waitMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
      setSearching(false)
    }
  }, [registry, version, wanted])

  const offered = [...registry.sources].map(({ current: { id, group, commands } }) => ({
    id,
    group,
    commands: matching(commands, wanted).slice(0, wanted ? perGroup : 12),
  }))
  return {
    groups: [...found, ...offered].filter(({ commands }) => commands.length > 0),
    searching,
    stale: searching ? found.flatMap(({ commands }) => commands).length : 0,
  }
}

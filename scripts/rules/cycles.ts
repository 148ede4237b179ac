import type { Fault } from './layers.ts'
import type { Source } from './sources.ts'

/** Each group of files that import each other round in a circle, told once, at its first file. */
export function checkCycles(sources: Pick<Source, 'path' | 'imports'>[]): Fault[] {
  const imports = new Map(sources.map(({ path, imports: names }) => [path, names]))
  const done = new Set<string>()
  const faults: Fault[] = []

  function visit(path: string, trail: string[]) {
    const at = trail.indexOf(path)
    if (at >= 0) {
      faults.push({ path, sentence: `imports itself in a circle: ${[...trail.slice(at), path].join(' → ')}` })
      return
    }
    if (done.has(path)) return
    for (const next of imports.get(path) ?? []) if (imports.has(next)) visit(next, [...trail, path])
    done.add(path)
  }

  for (const { path } of sources) visit(path, [])
  return faults
}

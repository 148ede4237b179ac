import { useState } from 'react'

/** What was read from the server, with the version that edits are held against. */
interface Kept<Values> {
  version: number
  values: Values
}

/**
 * A form over something that others may change too. Untouched, it follows the server; once touched it keeps what was
 * typed and the version it was typed against, so that a save finds out about the others' change.
 */
export function useKeptForm<Values extends object>(server: Kept<Values> | undefined) {
  const [edit, setEdit] = useState<{ base: Kept<Values>; values: Values } | null>(null)
  const base = edit?.base ?? server
  const values = edit?.values ?? server?.values

  const set = (changes: Partial<Values>) => {
    if (!base || !values) return
    const next = { ...values, ...changes }
    setEdit(sameValues(next, base.values) ? null : { base, values: next })
  }
  /** Only what was touched: what others changed elsewhere on the page stays theirs. */
  const changes = (): Partial<Values> => {
    if (!edit) return {}
    const touched = Object.entries(edit.values).filter(
      ([name, value]) => !sameValues(value, edit.base.values[name as keyof Values]),
    )
    return Object.fromEntries(touched) as Partial<Values>
  }
  /** What was touched here and differs in what somebody else saved meanwhile: what a person must decide about. */
  const clashes = (theirs: Values): (keyof Values)[] => {
    const mine = changes()
    return (Object.keys(mine) as (keyof Values)[]).filter(
      (name) => !sameValues(theirs[name], edit?.base.values[name]) && !sameValues(theirs[name], mine[name]),
    )
  }
  /** After a change of one's own elsewhere on the page: what was typed now stands against that version. */
  const rebase = (version: number) => setEdit((now) => now && { ...now, base: { ...now.base, version } })
  return {
    rebase,
    values,
    version: base?.version,
    dirty: edit !== null,
    set,
    changes,
    clashes,
    reset: () => setEdit(null),
  }
}

function sameValues(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

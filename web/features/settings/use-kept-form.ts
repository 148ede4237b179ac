import { useState } from 'react'

/** What was read from the server, with the version that edits are held against. */
interface Kept<Values> {
  version: number
  values: Values
}

/**
 * A form over something that others may change too. Untouched, it follows the server; once touched it keeps what was
 * typed and the version it was typed against, so that a save finds out about the others' change. What was just saved
 * stands until it is read again, and what was typed while it was being saved stays.
 */
export function useKeptForm<Values extends object>(server: Kept<Values> | undefined) {
  const [edit, setEdit] = useState<{ base: Kept<Values>; values: Values } | null>(null)
  const dirty = edit !== null && !sameValues(edit.values, edit.base.values)
  const kept = edit && (dirty || edit.base.version > (server?.version ?? 0)) ? edit : null
  const base = kept?.base ?? server
  const values = kept?.values ?? server?.values

  const set = (changes: Partial<Values>) => {
    if (base && values) setEdit({ base, values: { ...values, ...changes } })
  }
  /** Only what was touched: what others changed elsewhere on the page stays theirs. */
  const changes = (): Partial<Values> => {
    if (!edit || !dirty) return {}
    return differing(edit.values, edit.base.values)
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
  /** After a save of `sent`: what differs from it by now was typed meanwhile. */
  const settle = (now: Kept<Values>, sent: Values) =>
    setEdit((typed) => ({ base: now, values: { ...now.values, ...(typed && differing(typed.values, sent)) } }))
  return {
    rebase,
    settle,
    values,
    version: base?.version,
    dirty,
    set,
    changes,
    clashes,
    reset: () => setEdit(null),
  }
}

/** What of `these` is not as in `those`. */
function differing<Values extends object>(these: Values, those: Values): Partial<Values> {
  const different = Object.entries(these).filter(([name, value]) => !sameValues(value, those[name as keyof Values]))
  return Object.fromEntries(different) as Partial<Values>
}

function sameValues(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

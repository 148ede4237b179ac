// Text that somebody is writing and the server does not have yet: saved before she signs out, not thrown away.
const holders = new Set<() => Promise<boolean>>()

/** `save`: true when the server has everything. Gives the way to let go. */
export function holdUnsaved(save: () => Promise<boolean>): () => void {
  holders.add(save)
  return () => void holders.delete(save)
}

/** True when nothing is left unsaved. */
export async function saveUnsaved(): Promise<boolean> {
  const saved = await Promise.all([...holders].map((save) => save()))
  return saved.every(Boolean)
}

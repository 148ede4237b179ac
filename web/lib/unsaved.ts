/** True when the server has everything. */
type Save = () => Promise<boolean>

// Text that somebody is writing and the server does not have yet: saved before she signs out, not thrown away.
const holders = new Set<Save>()
const patienceMs = 3000

/** Gives the way to let go. */
export function holdUnsaved(save: Save): () => void {
  holders.add(save)
  return () => void holders.delete(save)
}

/** Everything that is held. */
export async function saveUnsaved(): Promise<boolean> {
  const saved = await Promise.all([...holders].map(savedInTime))
  return saved.every(Boolean)
}

/** Nobody waits at a closed door for a server that does not answer: after a moment it counts as not saved. */
export function savedInTime(save: Save): Promise<boolean> {
  return Promise.race([save(), new Promise<false>((give) => setTimeout(give, patienceMs, false))])
}

export type Input = Record<string, unknown>
type Ids = Record<string, string | undefined>

/** A place in an input where an id stands: `patientId`, or `lines.0.serviceId`. */
export interface IdSlot {
  path: (string | number)[]
  /** Which kind of id: the last name in the path. */
  kind: string
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Every id in an input, however deep, arrays too. */
export function idSlots(input: unknown, path: (string | number)[] = []): IdSlot[] {
  if (typeof input === 'string') {
    const name = path.findLast((part) => typeof part === 'string')
    return name && uuid.test(input) ? [{ path, kind: name.replace(/Ids$/, 'Id') }] : []
  }
  if (typeof input !== 'object' || input === null) return []
  return Object.entries(input).flatMap(([name, value]) =>
    idSlots(value, [...path, Array.isArray(input) ? Number(name) : name]),
  )
}

/** The same input with other values in these slots. */
export function withIds(input: Input, slots: IdSlot[], idFor: (slot: IdSlot) => string, beside = false): Input {
  const copy = structuredClone(input)
  for (const slot of slots) {
    const last = slot.path.at(-1)!
    const holder = slot.path.slice(0, -1).reduce<any>((inside, name) => inside[name], copy)
    if (beside) holder.push(idFor(slot))
    else holder[last] = idFor(slot)
  }
  return copy
}

export interface Attack {
  /** Such as `patientId of the foreign organization`. */
  what: string
  slots: IdSlot[]
  ids: Ids
  /** Put beside the id that stands there, not in its place. */
  beside?: boolean
}

/**
 * What somebody can try with the ids of a victim: all of them at once, as the victim's own people call it, and each
 * of them alone among ids that are rightly hers.
 */
export function attacksOn(input: Input, ids: Ids, victim: string): Attack[] {
  const slots = idSlots(input).filter(({ kind }) => ids[kind])
  const alone: Attack[] = slots.map((slot) => ({ what: `${slot.path.join('.')} of ${victim}`, slots: [slot], ids }))
  // A list of one's own with a stranger's among them.
  const mixed = alone.flatMap((attack) => {
    const [slot] = attack.slots as [IdSlot]
    return typeof slot.path.at(-1) === 'number'
      ? [{ ...attack, what: `${attack.what} among ids of her own`, beside: true }]
      : []
  })
  alone.push(...mixed)
  return slots.length > 1 ? [{ what: `every id of ${victim}`, slots, ids }, ...alone] : alone
}

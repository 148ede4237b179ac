import { type Action, actions, matrix, type Role, rolesAllowed } from '#contract/permissions.ts'
import type { Drift } from '#contract/staff.ts'

// What the report on rights decides; no database, no clock.

export interface HeldRole {
  personId: string
  fullName: string
  /** null: the whole organization. */
  branchId: string | null
  branchName: string | null
  role: Role
  givenAt: string
}

export interface Worked {
  personId: string
  branchId: string
  /** The first word of an event. */
  topic: string
  lastAt: string
}

// The words of events that are not called like the module whose rights they use.
const moduleOfTopic: Record<string, string> = {
  appointment: 'appointments',
  patient: 'patients',
  invoice: 'invoices',
  payment: 'payments',
  encounter: 'encounters',
  service: 'services',
  person: 'people',
  invitation: 'people',
  import: 'imports',
}
/** The module of the matrix an event belongs to. */
export const moduleOf = (topic: string) => moduleOfTopic[topic] ?? topic

const changing = actions.filter((action) => action !== 'read') as Action[]

/** The modules a role may change something in, by the default matrix. */
export function modulesChangedBy(role: Role): string[] {
  return Object.entries(matrix).flatMap(([module, cells]) =>
    changing.some((action) => action in cells && rolesAllowed(`${module}.${action}` as never).includes(role))
      ? [module]
      : [],
  )
}

/** Branches that people may enter, were given before `since`, and did nothing in; most of them first. */
export function reachOf(
  held: readonly HeldRole[],
  worked: readonly Worked[],
  branches: number,
  signIns: ReadonlyMap<string, string | null>,
  since: string,
): Drift['reach'] {
  const workedBy = Map.groupBy(worked, ({ personId }) => personId)
  return [...Map.groupBy(held, ({ personId }) => personId)]
    .map(([personId, roles]) => {
      const mine = workedBy.get(personId) ?? []
      const headOffice = roles.some(({ branchId }) => branchId === null)
      const places = Map.groupBy(
        roles.filter(({ branchId }) => branchId !== null),
        ({ branchId }) => branchId!,
      )
      const idle = [...places].flatMap(([branchId, here]) => {
        const last = mine.filter((one) => one.branchId === branchId).map(({ lastAt }) => lastAt)
        const givenAt = here.map((one) => one.givenAt).sort()[0]!
        if (last.length > 0 || givenAt > since) return []
        return [
          {
            branchId,
            branchName: here[0]!.branchName!,
            roles: here.map(({ role }) => role),
            givenAt,
          },
        ]
      })
      const workedIn = new Set(mine.map(({ branchId }) => branchId))
      return {
        personId,
        fullName: roles[0]!.fullName,
        headOffice,
        reachable: headOffice ? branches : places.size,
        worked: headOffice ? workedIn.size : [...places.keys()].filter((id) => workedIn.has(id)).length,
        lastSignInAt: signIns.get(personId) ?? null,
        idle,
      }
    })
    .filter(({ idle, headOffice, reachable, worked }) => idle.length > 0 || (headOffice && reachable > worked))
    .sort(
      (one, other) =>
        other.reachable - other.worked - (one.reachable - one.worked) || (one.fullName < other.fullName ? -1 : 1),
    )
}

/** Roles beside others, where she did work, of whose own modules nothing was touched. */
export function unusedOf(held: readonly HeldRole[], worked: readonly Worked[], since: string): Drift['unused'] {
  const touched = new Map<string, Set<string>>()
  for (const { personId, branchId, topic } of worked) {
    const key = `${personId} ${branchId}`
    touched.set(key, (touched.get(key) ?? new Set()).add(moduleOf(topic)))
  }
  const inBranches = held.filter(({ branchId }) => branchId !== null)
  return [...Map.groupBy(inBranches, ({ personId, branchId }) => `${personId} ${branchId}`)].flatMap(([key, here]) => {
    const used = touched.get(key)
    if (!used || here.length < 2) return []
    return here.flatMap(({ role, givenAt, ...one }) => {
      const otherRoles = here.map((held) => held.role).filter((other) => other !== role)
      const byOthers = new Set(otherRoles.flatMap(modulesChangedBy))
      const modules = modulesChangedBy(role).filter((module) => !byOthers.has(module))
      if (givenAt > since || modules.length === 0 || modules.some((module) => used.has(module))) return []
      const { personId, fullName, branchId, branchName } = one
      return [{ personId, fullName, branchId: branchId!, branchName: branchName!, role, otherRoles, modules, givenAt }]
    })
  })
}

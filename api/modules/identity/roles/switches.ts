import type { Input } from '#contract/endpoint.ts'
import { essentialModules } from '#contract/permissions.ts'
import type { Access, switchModules as modulesEndpoint, switchOwnPatients as ownEndpoint } from '#contract/roles.ts'
import { Refused } from '../../../core/errors.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import { getAccess } from './queries.ts'

interface Switched {
  id: string
  before: string[]
  after: string[]
}

/** Modules of one branch or of many at once. A branch where nothing changes is left out of the history. */
export async function switchModules(tx: Tx, { branchIds, off, on }: Input<typeof modulesEndpoint>): Promise<Access> {
  const needed = off.filter((module) => essentialModules.includes(module))
  if (needed.length > 0) throw new Refused('module_needed', { modules: needed })
  const asked = [...new Set(branchIds)]
  const switched = await tx.rows(sql<Switched>`with held as (
      select id, modules_off as before from clinics
      where organization_id = ${tx.organizationId} and id = any (${asked}::uuid[]) for update
    )
    update clinics c set modules_off = array(select m from unnest(h.before || ${off}::text[]) m
        where m <> all (${on}::text[]) group by m order by m)
    from held h where c.organization_id = ${tx.organizationId} and c.id = h.id
    returning c.id, h.before, c.modules_off as after`)
  if (switched.length < asked.length) throw new Refused('not_found')

  let changed = 0
  for (const { id, before, after } of switched) {
    const modulesOff = after.filter((module) => !before.includes(module))
    const modulesOn = before.filter((module) => !after.includes(module))
    if (modulesOff.length + modulesOn.length === 0) continue
    tx.record('access.modules_switched', id, { modulesOff, modulesOn }, id)
    changed++
  }
  if (changed === 0) tx.recordNothing('every branch was so already')
  return getAccess(tx)
}

export async function switchOwnPatients(tx: Tx, { on }: Input<typeof ownEndpoint>): Promise<Access> {
  const changed = await tx.rows(sql`update clinics set doctors_see_own_patients = ${on}
    where organization_id = ${tx.organizationId} and id = ${tx.clinicId} and doctors_see_own_patients <> ${on} returning id`)
  if (changed.length > 0) tx.record('access.own_patients_switched', tx.clinicId, { ownPatients: on })
  else tx.recordNothing('it was so already')
  return getAccess(tx)
}

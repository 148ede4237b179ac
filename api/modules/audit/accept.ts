import type { AuditFinding } from '#contract/audit.ts'
import type { Database } from '../../core/databases.ts'
import { type InScope, inScopeOf } from '../../core/job.ts'
import { noOrganization, type WorkScope } from '../../core/tx.ts'
import type { Heads } from './heads.ts'
import { headOf } from './seal.ts'
import { operatorsTrail, organizationTrail, type Trail } from './trail.ts'
import { verifyChain } from './verify.ts'

/** What became of one trail: its heads agreed already, they were written anew, or it is broken in itself. */
export type Acceptance = 'agrees' | 'accepted' | AuditFinding

interface Restored {
  database: Database
  heads: Heads
  organizations: readonly { id: string; name: string }[]
  reason: string
}

function scopeOf(database: Database, organizationId: string): InScope {
  const traceId = crypto.randomUUID()
  const scope: WorkScope = { kind: 'job', organizationId, clinicIds: null, userId: null, traceId }
  return inScopeOf(database, scope)
}

/** What a verification of each trail finds: of every organization and of the operators. */
export async function verifyTrails({ database, heads, organizations }: Omit<Restored, 'reason'>) {
  const found: { name: string; finding: AuditFinding | null; seals: number; rowsChecked: number }[] = []
  for (const { name, inScope, trail } of trailsOf(database, organizations))
    found.push({ name, ...(await verifyChain(inScope, trail, await heads.read(trail.name))) })
  return found
}

/**
 * Takes a restored database for what it is: where a trail is whole in itself and the heads outside say otherwise, or
 * nothing, they are set aside and written anew from the trail. Each organization's trail says that it was done, and why.
 */
export async function acceptTrails({ database, heads, organizations, reason }: Restored) {
  const outcomes: { name: string; outcome: Acceptance }[] = []
  for (const { id, name, inScope, trail } of trailsOf(database, organizations)) {
    const outcome = await acceptTrail(inScope, trail, heads)
    if (outcome === 'accepted' && id)
      await inScope.write(async (tx) => tx.record('audit.restore_accepted', id, { reason }))
    outcomes.push({ name, outcome })
  }
  return outcomes
}

function trailsOf(database: Database, organizations: Restored['organizations']) {
  return [
    ...organizations.map(({ id, name }) => {
      return { id, name, inScope: scopeOf(database, id), trail: organizationTrail(id) }
    }),
    { id: null, name: 'operators', inScope: scopeOf(database, noOrganization), trail: operatorsTrail },
  ]
}

async function acceptTrail(inScope: InScope, trail: Trail, heads: Heads): Promise<Acceptance> {
  const { finding } = await verifyChain(inScope, trail, null)
  if (finding) return finding
  const outside = await verifyChain(inScope, trail, await heads.read(trail.name))
  if (!outside.finding) return 'agrees'
  const seals = await inScope.read((tx) => tx.rows(trail.sealsFrom(1)))
  await heads.setAside(trail.name)
  await heads.append(trail.name, seals.map(headOf))
  return 'accepted'
}

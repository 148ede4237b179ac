import type { Input, Output } from '#contract/endpoint.ts'
import type * as contract from '#contract/platform.ts'
import type { Elevation, SupportLook } from '#contract/platform.ts'
import { Refused } from '../../core/errors.ts'
import { linkTo } from '../../core/hosts.ts'
import type { RequestFacts } from '../../core/request.ts'
import type { Routes } from '../../core/route.ts'
import { sql, type Tx, type WorkScope, writeWithin } from '../../core/tx.ts'
import { sendMail } from '../../integrations/mail/index.ts'

const columns = sql`e.id, e.operator_name as "operatorName", e.as_name as "asName", e.reason, e.started_at as "startedAt",
  e.ends_at as "endsAt", e.ended_at as "endedAt", e.ended_at is null and e.ends_at > now() as live`

interface Started {
  elevation_id: string
  operator_name: string
  as_name: string | null
  ends_at: string
}
interface Admin {
  full_name: string
  email: string | null
}

/** Opens an organization to an operator. That its admins are told stands in the same transaction: told, or not opened. */
export async function startElevation(
  routes: Routes,
  tx: Tx,
  { organizationId, reason, minutes, asLogin }: Input<typeof contract.startElevation>,
  request: RequestFacts,
): Promise<Output<typeof contract.startElevation>> {
  const session = await tx.one(sql<{ id: string }>`select current_setting('app.session_id') as id`)
  const { traceId } = request
  const inside: WorkScope = { kind: 'job', organizationId, clinicIds: null, userId: tx.userId, traceId }
  const started = await writeWithin(routes.databases.of(organizationId), inside, async (there) => {
    const opened = await there.one(
      sql<Started>`select * from app.start_elevation(${session.id}, ${reason}, ${minutes}, ${asLogin ?? null})`,
    )
    const { elevation_id: id, operator_name: operator, as_name: asName } = opened
    there.record('support.entered', id, { operator, asName, reason, minutes })
    const admins = await there.rows(sql<Admin>`select distinct p.full_name, p.email
      from assignments a join people p on p.organization_id = a.organization_id and p.user_id = a.user_id
      where a.organization_id = ${organizationId} and a.clinic_id is null and a.role = 'org_admin'`)
    const link = await linkTo(request, routes, '/network/support')
    for (const { full_name: name, email } of admins)
      if (email)
        await sendMail(there, {
          to: email,
          template: 'supportEntered',
          values: { name, operator, asName, reason, minutes, link },
        })
    return opened
  })
  tx.record('elevation.started', started.elevation_id, { organizationId, reason, minutes, asName: started.as_name })
  return { id: started.elevation_id, endsAt: started.ends_at }
}

/** What the operator sees of all organizations. */
export function listElevations(
  tx: Tx,
  { organizationId = undefined }: Input<typeof contract.listElevations>,
): Promise<Output<typeof contract.listElevations>> {
  return tx.rows(sql`select ${columns}, e.organization_id as "organizationId", o.name as "organizationName",
      e.operator_id = app.user_id() as mine
    from elevations e join organizations o on o.id = e.organization_id
    where ${organizationId ?? null}::uuid is null or e.organization_id = ${organizationId ?? null}
    order by e.started_at desc, e.id limit 200`)
}

/** What the organization sees of its own. */
export function listSupportVisits(tx: Tx): Promise<Elevation[]> {
  return tx.rows(sql<Elevation>`select ${columns} from elevations e where e.organization_id = ${tx.organizationId}
    order by e.started_at desc, e.id limit 100`)
}

/** At whom support looked during one visit; every visit leaves rows of its own, however soon it came after another. */
export async function listSupportLooks(
  tx: Tx,
  { elevationId }: Input<typeof contract.listSupportLooks>,
): Promise<SupportLook[]> {
  const [known, looks] = await tx.batch<[unknown, SupportLook]>(
    sql`select from elevations where organization_id = ${tx.organizationId} and id = ${elevationId}`,
    sql`select l.clinic_id as "clinicId", c.name as "clinicName", l.patient_id as "patientId", p.full_name as "patientName",
        p.number as "patientNumber", min(l.looked_at) as at, array_agg(distinct l.kind) as kinds
      from patient_looks l
      join clinics c on c.organization_id = l.organization_id and c.id = l.clinic_id
      left join patients p on p.organization_id = l.organization_id and p.clinic_id = l.clinic_id and p.id = l.patient_id
      where l.organization_id = ${tx.organizationId} and l.elevation_id = ${elevationId}
      group by l.clinic_id, c.name, l.patient_id, p.full_name, p.number order by at desc, l.patient_id limit 500`,
  )
  if (known.length === 0) throw new Refused('not_found')
  return looks
}

export async function endSupportVisit(tx: Tx, { elevationId }: Input<typeof contract.endSupportVisit>): Promise<null> {
  await tx.one(sql`select id from elevations where organization_id = ${tx.organizationId} and id = ${elevationId}`)
  const { ended } = await tx.one(sql<{ ended: boolean }>`select app.end_elevation(${elevationId}) as ended`)
  if (ended) tx.record('support.shownOut', elevationId)
  else tx.recordNothing('it was over already')
  return null
}

/** From outside: a visit of one's own, or, for a super admin, of anybody. */
export async function endElevation(
  routes: Routes,
  tx: Tx,
  { elevationId }: Input<typeof contract.endElevation>,
  { traceId }: RequestFacts,
): Promise<null> {
  const { organizationId } = await tx.one(sql<{ organizationId: string }>`select organization_id as "organizationId"
    from elevations where id = ${elevationId} and (operator_id = app.user_id() or exists (
      select from platform_roles r where r.user_id = app.user_id() and r.role = 'super_admin'))`)
  const inside: WorkScope = { kind: 'job', organizationId, clinicIds: null, userId: tx.userId, traceId }
  const ended = await writeWithin(routes.databases.of(organizationId), inside, async (there) => {
    const { ended } = await there.one(sql<{ ended: boolean }>`select app.end_elevation(${elevationId}) as ended`)
    if (ended) there.record('support.left', elevationId)
    else there.recordNothing('it was over already')
    return ended
  })
  if (ended) tx.record('elevation.ended', elevationId, { organizationId })
  else tx.recordNothing('it was over already')
  return null
}

/** From inside: out again. The operator's own session is what the next refresh answers. */
export async function leaveOrganization(tx: Tx): Promise<null> {
  const row = await tx.find(
    sql<{
      id: string | null
      ended: boolean
    }>`select app.elevation_id() as id, app.end_elevation(app.elevation_id()) as ended`,
  )
  if (!row?.id) throw new Refused('not_inside')
  if (row.ended) tx.record('support.left', row.id)
  else tx.recordNothing('it was over already')
  return null
}

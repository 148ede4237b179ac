import type pg from 'pg'
import type { Endpoint } from '#contract/endpoint.ts'
import { everyEndpoint } from '#contract/index.ts'
import { type Permission, rolesAllowed } from '#contract/permissions.ts'
import { type Insider, insiders, openTurn, type Setting } from '../walls/turn.ts'

/** What was seen of the endpoints that change something: each done once, by somebody who may. */
export interface ActsSeen {
  acts: number
  withDetail: number
  withDifference: number
  withReason: number
  faults: string[]
}

interface Row {
  event: string
  user_id: string | null
  clinic_id: string | null
  detail: Record<string, unknown> | null
  trace_id: string | null
}

// What is as it should be already, so that doing it changes nothing and there is nothing to record.
const nothingToRecord = new Set(['switchOwnPatients', 'dismissFirstSteps'])
const given: Record<string, object> = {
  switchModules: { off: ['reports'] },
  editBranding: { senderName: 'The desk of Gulberg' },
}

/** Endpoints that change something in an organization, in the order of the contract. */
export const acts = everyEndpoint.filter(
  ({ verb, needs, path }) => verb !== 'GET' && needs !== 'public' && /^\/(clinics|organization)/.test(path),
)

/** Does every act once through the front door and looks for its row: who, where, which difference, which reason. */
export async function seeActs(setting: Setting, only: (endpoint: Endpoint) => boolean): Promise<ActsSeen> {
  const seen: ActsSeen = { acts: 0, withDetail: 0, withDifference: 0, withReason: 0, faults: [] }
  for (const endpoint of acts.filter(only)) {
    const who = doerOf(endpoint)
    if (!who) {
      seen.faults.push(`${endpoint.name}: nobody of the group may do it`)
      continue
    }
    const fault = await seeAct(setting, endpoint, who, seen).catch((error: Error) => error.message)
    if (fault) seen.faults.push(`${endpoint.name} as ${who}: ${fault}`)
  }
  return seen
}

function doerOf({ needs }: Endpoint): Insider | null {
  const allowed = rolesAllowed(needs as Permission)
  const names = Object.keys(insiders) as Insider[]
  // Somebody of the branch, where somebody may: head office's rows say less about the clinic.
  return names.toReversed().find((name) => allowed.includes(insiders[name])) ?? null
}

async function seeAct(setting: Setting, endpoint: Endpoint, who: Insider, seen: ActsSeen): Promise<string | null> {
  const { admin, group } = setting
  const turn = await openTurn(setting, endpoint, who, () => {})
  const before = await newestId(admin)
  const answer = await turn.ask({ ...turn.input, ...given[endpoint.name] })
  if (answer.status >= 300) return `answered ${answer.status} ${answer.text.slice(0, 160)}`
  const rows = await rowsAfter(admin, before, group.organizationId)
  const mine = rows.filter((row) => row.user_id === group.people[who].userId)
  if (mine.length === 0) return nothingToRecord.has(endpoint.name) ? null : 'left no row with its actor'
  seen.acts++
  const clinicId = (turn.input as { clinicId?: string }).clinicId
  if (endpoint.path.startsWith('/clinics/') && !mine.some((row) => row.clinic_id === clinicId))
    return 'its row does not say in which clinic'
  if (mine.some((row) => !row.trace_id)) return 'its row does not name the request'
  const details = mine.flatMap(({ detail }) => (detail ? [detail] : []))
  if (details.length > 0) seen.withDetail++
  if (details.some(hasDifference)) seen.withDifference++
  // PATCH edits what was there: its row must say what.
  else if (endpoint.verb === 'PATCH')
    return `edited something, and its row does not say what: ${JSON.stringify(details)}`
  const { reason } = turn.input as { reason?: string }
  if (reason) {
    if (!JSON.stringify(details).includes(JSON.stringify(reason).slice(1, -1))) return 'its row lacks the reason given'
    seen.withReason++
  }
  return null
}

function hasDifference(detail: Record<string, unknown>): boolean {
  const text = JSON.stringify(detail)
  return /"(from|to|before|after)":/.test(text)
}

async function newestId(admin: pg.Client): Promise<string> {
  const { rows } = await admin.query('select id from audit_events order by id desc limit 1')
  return rows[0]?.id ?? '00000000-0000-0000-0000-000000000000'
}

async function rowsAfter(admin: pg.Client, id: string, organizationId: string): Promise<Row[]> {
  const { rows } = await admin.query(
    `select e.event, e.user_id, e.clinic_id, e.trace_id, d.detail from audit_events e
     left join audit_details d on d.organization_id = e.organization_id and d.event_id = e.id
     where e.id > $1 and e.organization_id = $2`,
    [id, organizationId],
  )
  return rows
}

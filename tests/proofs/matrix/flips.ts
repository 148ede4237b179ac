import { essentialModules, isHeadOfficeOnly, type Module, rolesAllowed } from '#contract/permissions.ts'
import { type Insider, insiders, openTurn, type Setting } from '../walls/turn.ts'
import type { Guarded } from './guarded.ts'

const everyInsider = Object.keys(insiders) as Insider[]
type Turn = Awaited<ReturnType<typeof openTurn>>
const silent = () => {}
export const isForbidden = ({ status, text }: { status: number; text: string }) =>
  status === 403 && text.includes('"forbidden"')

/**
 * What head office may change of the matrix, one cell after the other: taken from a role that has it, given to one
 * that has not, and the module switched off. Answers how many were looked at.
 */
export async function flipRights(
  setting: Setting,
  endpoint: Guarded,
  shared: Turn,
  say: (fault: string) => void,
  full: boolean,
): Promise<number> {
  const { admin, group, own } = setting
  const allowed = rolesAllowed(endpoint.needs)
  const others = everyInsider.filter((one) => one !== 'owner')
  const having = others.filter((one) => allowed.includes(insiders[one]))
  const lacking = isHeadOfficeOnly(endpoint.needs) ? [] : others.filter((one) => !allowed.includes(insiders[one]))
  const some = (list: Insider[]) => (full ? list : list.slice(0, 1))
  const deviate = (insider: Insider, to: boolean, clinicId: string | null) =>
    admin.query(
      `insert into role_changes (organization_id, clinic_id, role, permission, allowed) values ($1, $2, $3, $4, $5)`,
      [group.organizationId, clinicId, insiders[insider], endpoint.needs, to],
    )
  const back = () => admin.query('delete from role_changes where organization_id = $1', [group.organizationId])
  let looked = 0

  for (const insider of some(having)) {
    await deviate(insider, false, null)
    if (!isForbidden(await shared.ask(undefined, group.people[insider])))
      say(`a right taken from ${insiders[insider]} everywhere is still there`)
    await back()
    if (endpoint.path.startsWith('/clinics/')) {
      await deviate(insider, false, own.clinicId)
      if (!isForbidden(await shared.ask(undefined, group.people[insider])))
        say(`a right taken from ${insiders[insider]} in the branch is still there`)
      await back()
    }
    looked++
  }
  for (const insider of some(lacking)) {
    const turn = await openTurn(setting, endpoint, insider, silent)
    await deviate(insider, true, null)
    if (isForbidden(await turn.ask())) say(`a right given to ${insiders[insider]} does not open it`)
    await back()
    looked++
  }
  if (endpoint.path.startsWith('/clinics/')) looked += await switchOff(setting, endpoint, shared, say)
  return looked
}

/** Off: what the owner hears is what she hears of a branch that does not exist. */
async function switchOff(
  { admin, own, group }: Setting,
  endpoint: Guarded,
  shared: Turn,
  say: (fault: string) => void,
): Promise<number> {
  const module = endpoint.needs.split('.')[0] as Module
  if (essentialModules.includes(module)) return 0
  const { owner } = group.people
  const nowhere = await shared.ask({ ...shared.input, clinicId: crypto.randomUUID() }, owner)
  await admin.query('update clinics set modules_off = array[$2] where id = $1', [own.clinicId, module])
  const answer = await shared.ask(undefined, owner)
  await admin.query(`update clinics set modules_off = '{}' where id = $1`, [own.clinicId])
  if (answer.status !== 404 || bare(answer.text) !== bare(nowhere.text))
    say(`with its module off it answers ${answer.status} ${answer.text.slice(0, 100)}`)
  return 1
}

const bare = (text: string) => text.replace(/"traceId":"[^"]*"/, '')

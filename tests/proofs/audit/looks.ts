import type { Endpoint } from '#contract/endpoint.ts'
import { everyEndpoint } from '#contract/index.ts'
import { type Permission, rolesAllowed } from '#contract/permissions.ts'
import { type Insider, insiders, openTurn, type Setting } from '../walls/turn.ts'

/** Endpoints that open a patient's record. */
export const openings = everyEndpoint.filter(({ opens }) => opens)

/** Opens a patient's record in every way there is, as everybody who may: each must leave a row that says who looked. */
export async function seeLooks(setting: Setting): Promise<{ looks: number; faults: string[] }> {
  const { admin, group } = setting
  const faults: string[] = []
  let looks = 0
  for (const endpoint of openings)
    for (const who of Object.keys(insiders) as Insider[]) {
      if (!rolesAllowed(endpoint.needs as Permission).includes(insiders[who])) continue
      const count = async () =>
        (
          await admin.query(
            `select count(*)::int as count from patient_looks where organization_id = $1 and user_id = $2 and kind = $3`,
            [group.organizationId, group.people[who].userId, (endpoint as Endpoint).opens],
          )
        ).rows[0].count
      const turn = await openTurn(setting, endpoint, who, () => {})
      const before = await count()
      const answer = await turn.ask()
      const left = (await count()) - before
      if (answer.status >= 300) faults.push(`${endpoint.name} as ${who} answered ${answer.status}`)
      else if (left !== 1) faults.push(`${endpoint.name} as ${who} left ${left} rows of who looked`)
      else looks++
    }
  return { looks, faults }
}

import type pg from 'pg'
import { roles, rolesAllowed } from '#contract/permissions.ts'
import { tryExtraFields } from './matrix/extra-fields.ts'
import { flipRights, isForbidden } from './matrix/flips.ts'
import { type Guarded, guardedEndpoints } from './matrix/guarded.ts'
import { nobodys } from './matrix/nobody.ts'
import type { ProofOptions, ProofResult } from './proof.ts'
import { openSetting } from './setting.ts'
import { Unknown } from './walls/generate.ts'
import { type Insider, insiders, openTurn, type Setting } from './walls/turn.ts'

export interface MatrixOptions extends ProofOptions {
  only?: (endpoint: Guarded) => boolean
  /** Before the first call: where a test breaks something to see this proof fail. */
  sabotage?: (admin: pg.Client) => Promise<unknown>
}

/**
 * Every endpoint of the contract as every role of the committed matrix: cells that are allowed go through, all others
 * are refused; whoever has no role is refused everywhere; a right taken or given, or a module switched off, holds on
 * the next request; a field that nobody asked for is refused.
 */
export async function proveMatrix(options: MatrixOptions): Promise<ProofResult> {
  const setting = await openSetting(options.adminUrl, options.appUrl)
  try {
    await options.sabotage?.(setting.admin)
    const endpoints = guardedEndpoints.filter((one) => options.only?.(one) ?? true)
    const failures: string[] = []
    const counts = { allowed: 0, refused: 0, withoutRole: 0, flips: 0, extraFields: 0 }
    for (const endpoint of endpoints) {
      const say = (fault: string) => failures.push(`${endpoint.name}: ${fault}`)
      try {
        const who = Object.keys(insiders) as Insider[]
        const one = who.find((insider) => rolesAllowed(endpoint.needs).includes(insiders[insider]))!
        const shared = await openTurn(setting, endpoint, one, () => {})
        counts.withoutRole += await nobodys(setting, endpoint, shared, say)
        counts.extraFields += await tryExtraFields(endpoint, shared, say)
        counts.flips += await flipRights(setting, endpoint, shared, say, options.full)
        await everyRole(setting, endpoint, shared, say, counts)
      } catch (error) {
        if (!(error instanceof Unknown)) throw error
        say(error.message)
      }
    }
    for (const failure of failures.slice(0, 40)) options.report(failure)
    const figures = {
      endpoints: endpoints.length,
      roles: roles.length,
      cells: counts.allowed + counts.refused,
      ...counts,
      calls: setting.door.counts.calls,
      faults: failures.length,
    }
    return { passed: failures.length === 0, sentence: sentenceOf(figures), figures, failures }
  } finally {
    await setting.close()
  }
}

type Turn = Awaited<ReturnType<typeof openTurn>>

/** Who is refused, or only reads, leaves the rows as they are: they share one's. Whoever changes something, or reads what is somebody's own, has hers. */
async function everyRole(
  setting: Setting,
  endpoint: Guarded,
  shared: Turn,
  say: (fault: string) => void,
  counts: { allowed: number; refused: number },
) {
  for (const insider of Object.keys(insiders) as Insider[]) {
    const role = insiders[insider]
    const sayAs = (fault: string) => say(`as ${role}: ${fault}`)
    if (!rolesAllowed(endpoint.needs).includes(role)) {
      const answer = await shared.ask(undefined, setting.group.people[insider])
      if (!isForbidden(answer))
        sayAs(`it should be refused as 403, and answered ${answer.status} ${answer.text.slice(0, 100)}`)
      counts.refused++
    } else if (endpoint.verb === 'GET' && (await shared.ask(undefined, setting.group.people[insider])).status < 300) {
      counts.allowed++
    } else {
      await (await openTurn(setting, endpoint, insider, sayAs)).rightful()
      counts.allowed++
    }
  }
}

function sentenceOf(figures: Record<string, number>): string {
  const { endpoints, roles: columns, cells, allowed, refused, withoutRole, flips, extraFields, faults } = figures
  if (faults) return `${faults} faults in ${endpoints} endpoints.`
  return (
    `${endpoints} endpoints × ${columns} roles = ${cells} cells: ${allowed} allowed ones went through, ${refused} others were refused; ` +
    `${withoutRole} calls of people without a role refused; ${flips} rights taken, given and switched off held on the next request; ` +
    `${extraFields} fields that nobody asked for refused.`
  )
}

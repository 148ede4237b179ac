import type pg from 'pg'
import type { Endpoint } from '#contract/endpoint.ts'
import { everyEndpoint } from '#contract/index.ts'
import type { Fetch } from '#tests/harness/caller.ts'
import type { ProofOptions, ProofResult } from './proof.ts'
import { openSetting } from './setting.ts'
import { lookBare } from './walls/bare.ts'
import { findCanaries } from './walls/canaries.ts'
import { deletedRows } from './walls/deleted.ts'
import { changedTables, openFingerprint } from './walls/fingerprint.ts'
import { Unknown } from './walls/generate.ts'
import { findInMails } from './walls/mails.ts'
import { overhearLog } from './walls/overhear.ts'
import { listenAtWalls } from './walls/streams.ts'
import { type Insider, insiders, openTurn, type Setting } from './walls/turn.ts'
import { makeVictims, placesOf } from './walls/victims.ts'

export interface WallsOptions extends Omit<ProofOptions, 'full'> {
  /** Which endpoints; all of them when left out. */
  only?: (endpoint: Endpoint) => boolean
  /** After the tables are filled, before the first call: where a test breaks a wall to see this proof fail. */
  sabotage?: (admin: pg.Client) => Promise<unknown>
}

export interface WallsResult extends ProofResult {
  /** `permission role` → whether the rightful call went through, as seen. */
  cells: Map<string, boolean>
}

const everyInsider = Object.keys(insiders) as Insider[]

/**
 * Every endpoint, as every role, with the ids of another organization and of another branch, with ids that nobody has
 * and with ids that are none. Nothing may open, nothing may be told apart, no word of a victim may appear and no row
 * of hers may change; the same calls with rightful ids go through for the roles of the matrix, and for no other.
 */
export async function proveWalls(options: WallsOptions): Promise<WallsResult> {
  const { fetch, close, ...setting } = await openSetting(options.adminUrl, options.appUrl)
  const { admin, group, ok } = setting
  const overheard = overhearLog(Object.values(placesOf(group)).map(({ word }) => word))
  try {
    const { own, ...theirs } = placesOf(group)
    const victims = [...(await makeVictims(admin, ok, group, { own, ...theirs })), await deletedRows(admin, own)]
    await options.sabotage?.(admin)
    return await run(options, { ...setting, victims }, fetch, overheard)
  } finally {
    overheard.stop()
    await close()
  }
}

async function run(
  options: WallsOptions,
  setting: Setting,
  fetch: Fetch,
  overheard: ReturnType<typeof overhearLog>,
): Promise<WallsResult> {
  const { admin, group, door, own, victims } = setting
  const began = performance.now()
  // Below /session stands a person's own account: no wall's business, tried in api/modules/identity; below /platform
  // stands no organization at all: tried in api/modules/platform.
  const endpoints = everyEndpoint.filter(
    (one) => one.needs !== 'public' && !/^\/(session|platform)/.test(one.path) && (options.only?.(one) ?? true),
  )
  const failures: string[] = []
  const cells = new Map<string, boolean>()
  const closed = {
    organizationId: group.organizationId,
    otherClinicId: group.clinics.north,
    foreignOrganizationId: group.people.stranger.organizationId,
  }
  const { sessionId } = group.people.receptionist
  const bare = await lookBare(admin, options.appUrl, closed, sessionId, group.clinics.gulberg)
  failures.push(...bare.faults)
  const fingerprint = await openFingerprint(admin, closed)
  let before = await fingerprint()

  for (const endpoint of endpoints) {
    const faults = new Set<string>()
    await takeTurns(setting, endpoint, faults, cells)
    const after = await fingerprint()
    for (const table of changedTables(before, after)) faults.add(`rows of ${table} that belong to a victim changed`)
    before = after
    for (const fault of faults) failures.push(`${endpoint.name}: ${fault}`)
  }

  if (!options.only) failures.push(...(await listenAtWalls(setting, fetch)))
  failures.push(...(await findCanaries(admin, group.organizationId, own.clinicId, victims.slice(0, 2))))
  const { mails, faults: inMails } = await findInMails(admin, options.appUrl, own, victims.slice(0, 2))
  failures.push(...inMails)
  // A log is nobody's: not even one's own patients stand in it.
  for (const line of overheard.told.slice(0, 5)) failures.push(`the log names somebody: ${line.slice(0, 300)}`)
  if (overheard.lines() < door.counts.calls) failures.push('the log was not overheard, so its silence proves nothing')
  for (const failure of failures.slice(0, 40)) options.report(failure)
  const figures = {
    endpoints: endpoints.length,
    roles: everyInsider.length,
    ...door.counts,
    permissionCells: cells.size,
    tables: bare.tables,
    mails,
    logLines: overheard.lines(),
    holes: failures.length,
    seconds: Math.round((performance.now() - began) / 100) / 10,
  }
  const passed = failures.length === 0
  return { passed, sentence: sentenceOf(figures), figures, failures, cells }
}

async function takeTurns(setting: Setting, endpoint: Endpoint, faults: Set<string>, cells: Map<string, boolean>) {
  const turns: { insider: Insider; turn: Awaited<ReturnType<typeof openTurn>> }[] = []
  try {
    for (const insider of everyInsider) {
      const turn = await openTurn(setting, endpoint, insider, (fault) => faults.add(`as ${insider}: ${fault}`))
      turns.push({ insider, turn })
    }
    await Promise.all(turns.map(({ turn }) => turn.attack()))
    const seen: boolean[] = []
    for (const { insider, turn } of turns) {
      const { through, allowed } = await turn.rightful()
      cells.set(`${endpoint.needs} ${insiders[insider]}`, through)
      seen.push(through && allowed)
    }
    if (!seen.includes(true))
      faults.add(
        'nobody of the matrix got through with ids of her own, so the refusals prove nothing. ' +
          'Add the state and the fields it needs to tests/proofs/walls/samples.ts.',
      )
  } catch (error) {
    if (!(error instanceof Unknown)) throw error
    faults.add(error.message)
  }
}

function sentenceOf(figures: Record<string, number>): string {
  const { endpoints, roles, calls, refused, allowed, tables, mails, logLines, holes } = figures
  if (holes) return `${holes} holes in ${calls} calls of ${endpoints} endpoints.`
  return (
    `${endpoints} endpoints × ${roles} roles, ${calls} calls: ${refused} refused, ${allowed} rightly answered; ` +
    `no row of the other organization or the other branch was shown or changed, ` +
    `bare queries on ${tables} tables reached none of theirs, and no word of theirs stands in a printed page, ` +
    `in ${mails} mails or in ${logLines} lines of the log.`
  )
}

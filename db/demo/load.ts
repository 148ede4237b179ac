import type pg from 'pg'
import { hashPassword } from '#api/integrations/password.ts'
import { withClient } from '#db/client.ts'
import { absenceSheet } from './absences.ts'
import { runSteps } from './copy.ts'
import { branchSteps } from './load-branch.ts'
import { type Counted, loadGroup } from './load-group.ts'
import { group, samplePassword } from './people.ts'
import { type GroupPlan, planGroup } from './plan.ts'

export interface DemoOptions {
  /** A superuser's address: the load goes behind the walls and turns foreign keys off while it runs. */
  adminUrl: string
  /** 1 is 40 branches with 20,000 patients; N makes N times as many branches, a fraction the first ones. */
  scale?: number
  /** The moment that everything is relative to; the clock's by default. */
  now?: Date
  /** The same seed, moment and scale make the same rows. */
  seed?: string
  log?: (sentence: string) => void
}

export interface DemoLoaded {
  /** False when the sample group was there and stayed. */
  loaded: boolean
  organizationId: string
  /** Rows written, by table. */
  rows: Record<string, number>
  seconds: number
}

/**
 * Loads the sample group "DentoCare": a dental chain of 40 branches in 9 cities and 3 regions of Pakistan with 120
 * doctors (24 at two or three branches, 12 with hospital rounds, 5 visiting), about 220 other staff, 20,000 patients
 * (2 % with Urdu or Hindi names) and 105,000 appointments from 90 days ago to 14 days ahead, with encounters,
 * prescriptions of real medicines, invoices and receipts in PKR. Today is under way, see clock.ts.
 *
 * Wrong on purpose (trouble.ts): Latifabad has not opened today; at Johar Town the doctor on duty has
 * not seen anybody yet and people wait; D Ground has had two bad days of no-shows; Malir hardly collects what it bills; Model
 * Town's evening dentist is on leave for three days.
 *
 * One transaction: it is there whole, or not at all. Foreign keys and row triggers are off while it loads (they cost
 * more than the rows); the triggers that feed the rollups stay on, and the tests prove every foreign key afterwards.
 */
export async function loadDemo(options: DemoOptions): Promise<DemoLoaded> {
  const { adminUrl, scale = 1, now = new Date(), seed = 'dentocare', log = () => {} } = options
  const startedAt = performance.now()
  const plan = planGroup({ now, scale, seed })
  const passwordHash = await hashPassword(samplePassword)
  const rows: Record<string, number> = {}
  const counted: Counted = (table, count) => {
    rows[table] = (rows[table] ?? 0) + count
  }
  const answer = (loaded: boolean, organizationId: string): DemoLoaded => ({
    loaded,
    organizationId,
    rows,
    seconds: (performance.now() - startedAt) / 1000,
  })

  return withClient(adminUrl, async (client) => {
    await client.query('begin')
    try {
      const there = await findGroup(client)
      if (there) {
        await client.query('rollback')
        return answer(false, there)
      }
      log(`Making the sample group: ${plan.branches.length} branches …`)
      await loadAll(client, plan, passwordHash, counted)
      await client.query('commit')
    } catch (error) {
      await client.query('rollback').catch(() => {})
      throw error
    }
    // Fresh tables have no statistics, and plans made without them stay in prepared statements.
    // A small sample will do until autovacuum takes its own: the default one costs as much as a fifth of the load.
    await client.query('set default_statistics_target = 15')
    await client.query('analyze')
    return answer(true, plan.organizationId)
  })
}

async function findGroup(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>('select id from organizations where slug = $1 and is_sample', [
    group.slug,
  ])
  return rows[0]?.id ?? null
}

async function loadAll(client: pg.Client, plan: GroupPlan, passwordHash: string, counted: Counted): Promise<void> {
  await loadGroup(client, plan, passwordHash, counted)
  await client.query(`create temporary table sample_patients on commit drop as
    select p.*, null::text[] as words from patients p where false`)
  await withoutTriggers(client, async () => {
    // While the database takes in one branch, the next one is made.
    let running = Promise.resolve()
    for (const branch of plan.branches) {
      const steps = branchSteps(plan, branch, counted)
      await running
      running = runSteps(client, steps)
    }
    await running
    const absences = absenceSheet(plan)
    counted(absences.table, absences.size)
    await runSteps(client, [absences.take()])
  })
  await fold(client, plan)
}

const feedingRollups = ['appointments', 'invoices', 'payments', 'patients']

/** Turns foreign keys and triggers off, but for the statement triggers that write the rollups' deltas. */
async function withoutTriggers(client: pg.Client, work: () => Promise<void>): Promise<void> {
  for (const table of feedingRollups) await client.query(`alter table ${table} enable always trigger deltas_insert`)
  await client.query('set local session_replication_role = replica')
  await work()
  await client.query('set local session_replication_role = origin')
  for (const table of feedingRollups) await client.query(`alter table ${table} enable trigger deltas_insert`)
}

/** Folds what the triggers noted, with the function the worker uses. */
async function fold(client: pg.Client, plan: GroupPlan): Promise<void> {
  const clinics = `{${plan.branches.map((branch) => branch.id).join(',')}}`
  await client.query(
    `select set_config('app.clinic_ids', $1, true), set_config('app.whole_organization', 'on', true)`,
    [clinics],
  )
  await client.query('select app.fold_deltas()')
}

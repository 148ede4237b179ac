import type pg from 'pg'
import { withClient } from '#db/client.ts'
import { ofVictims, type Victims, victimTables } from './fingerprint.ts'

/**
 * The walls alone: queries that forget every condition. The product's queries name organization and branch
 * themselves, so a missing policy would not show through an endpoint until somebody forgets to.
 * As the product's role, in the scope of one branch's session, and without a scope: answers the faults, and how many
 * tables were looked at that do hold rows of a victim.
 */
export async function lookBare(
  admin: pg.Client,
  appUrl: string,
  victims: Victims,
  sessionId: string,
  clinicId: string,
): Promise<{ faults: string[]; tables: number }> {
  const faults: string[] = []
  const values = [victims.foreignOrganizationId, victims.organizationId, victims.otherClinicId]
  const held = new Set<string>()
  for (const table of await victimTables(admin)) {
    const { rows } = await admin.query(
      `select exists (select from ${table.name} t where ${ofVictims(table)}) as there`,
      values,
    )
    if (rows[0].there) held.add(table.name)
  }
  const tables = (await victimTables(admin)).filter(({ name }) => held.has(name))
  await withClient(appUrl, async (app) => {
    for (const table of tables) {
      const scopes: [string, string[]][] = [
        ['without a scope', []],
        ['in the scope of one branch', [sessionId, clinicId]],
      ]
      for (const [how, scope] of scopes) {
        await app.query('begin')
        if (scope.length > 0) await app.query('select app.enter($1, null, null, $2)', scope)
        for (const [verb, query] of queriesOn(table.name)) {
          await app.query('savepoint try')
          const touched = await app.query(query).catch(() => null) // no grant: refused before any wall
          const wrong = touched?.rows.filter((row) => belongsToVictim(row, victims, table.of_clinic)) ?? []
          if (wrong.length > 0) faults.push(`${verb} ${table.name} ${how} reaches ${wrong.length} rows of a victim`)
          await app.query('rollback to savepoint try')
        }
        await app.query('rollback')
      }
    }
  })
  return { faults, tables: tables.length }
}

const queriesOn = (table: string): [string, string][] => [
  ['reading', `select * from ${table}`],
  ['changing', `update ${table} set organization_id = organization_id returning *`],
  ['deleting', `delete from ${table} returning *`],
]

function belongsToVictim(row: Record<string, unknown>, victims: Victims, ofClinic: string | null): boolean {
  if (row.organization_id !== victims.organizationId) return true
  // Head office's tables and those of the whole organization name no branch, or all may know the branches by name.
  return ofClinic === 'clinic_id' && row.clinic_id === victims.otherClinicId
}

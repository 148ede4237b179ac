import type pg from 'pg'
import { victimTables } from './fingerprint.ts'
import type { Victim } from './victims.ts'

/**
 * After everything was tried: no word that stands in a victim's rows alone may stand in a row of ours, whatever table:
 * mails that wait, imports, audit details, answers that are kept, files.
 */
export async function findCanaries(
  admin: pg.Client,
  organizationId: string,
  clinicId: string,
  victims: Victim[],
): Promise<string[]> {
  const faults: string[] = []
  for (const { name, of_clinic } of await victimTables(admin)) {
    for (const { word, name: whose, sameOrganization } of victims) {
      // A word of the other branch may stand in head office's rows, not in this branch's.
      const ours = sameOrganization
        ? of_clinic
          ? `t.organization_id = $1 and t.${of_clinic} = $2`
          : 'false and $1::uuid is null and $2::uuid is null'
        : 't.organization_id = $1 and $2::uuid is not null'
      const { rowCount } = await admin.query(
        `select from public.${name} t where ${ours} and t::text like '%' || $3 || '%' limit 1`,
        [organizationId, clinicId, word],
      )
      if (rowCount) faults.push(`a word of ${whose} stands in a row of ours in ${name}`)
    }
  }
  return faults
}

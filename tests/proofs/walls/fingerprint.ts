import type pg from 'pg'

export interface Victims {
  foreignOrganizationId: string
  organizationId: string
  otherClinicId: string
}

export interface VictimTable {
  name: string
  /** The column that names the branch, or null: rows of the whole organization. */
  of_clinic: string | null
}

/** Every table that knows an organization, from the catalogs. */
export async function victimTables(admin: pg.Client): Promise<VictimTable[]> {
  const { rows } = await admin.query<VictimTable>(`
    select c.relname as name, case when c.relname = 'clinics' then 'id' else (select attname from pg_attribute
      where attrelid = c.oid and attname = 'clinic_id') end as of_clinic
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`)
  return rows
}

/** The condition under which a row `t` is a victim's. $1 the foreign organization, $2 ours, $3 the other branch. */
export function ofVictims({ of_clinic }: VictimTable): string {
  const other = of_clinic ? `organization_id = $2 and ${of_clinic} = $3` : '$2::uuid is null and $3::uuid is null'
  return `t.organization_id = $1 or (${other})`
}

/** Answers a checksum over all rows of the victims per table. */
export async function openFingerprint(admin: pg.Client, victims: Victims): Promise<() => Promise<Map<string, string>>> {
  const query = (await victimTables(admin))
    .map(
      (table) => `select '${table.name}' as name, count(*) || ' rows, ' ||
        coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) as sum from public.${table.name} t where ${ofVictims(table)}`,
    )
    .join(' union all ')
  const { foreignOrganizationId, organizationId, otherClinicId } = victims
  return async () => {
    const { rows } = await admin.query(query, [foreignOrganizationId, organizationId, otherClinicId])
    return new Map(rows.map(({ name, sum }) => [name, sum]))
  }
}

/** Names of the tables in which something is not as it was. */
export function changedTables(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...after].filter(([name, sum]) => before.get(name) !== sum).map(([name]) => name)
}

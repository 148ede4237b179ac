import { withClient } from '#db/client.ts'

export interface Sample {
  state: 'none' | 'cut short' | 'loaded' | 'other data'
  /** When the group was loaded; its days are relative to this one. */
  madeAt: Date | null
}

/** Looks whether the database holds the sample group, half of it, somebody's own data, or nothing at all. */
export async function readSample(adminUrl: string): Promise<Sample> {
  return withClient(adminUrl, async (admin) => {
    const { rows } = await admin.query<{ noted: boolean; migrated: boolean }>(
      `select to_regclass('migrations.sample') is not null as noted, to_regclass('public.organizations') is not null as migrated`,
    )
    if (rows[0]!.noted) {
      const notes = await admin.query<{ madeAt: Date | null }>('select finished_at as "madeAt" from migrations.sample')
      const madeAt = notes.rows[0]?.madeAt ?? null
      return { state: madeAt ? 'loaded' : 'cut short', madeAt }
    }
    const { rowCount } = rows[0]!.migrated ? await admin.query('select from organizations limit 1') : { rowCount: 0 }
    return { state: rowCount ? 'other data' : 'none', madeAt: null }
  })
}

/** Loads the sample group between two notes, so that a load that was cut short is known as one. */
export async function noteSample(adminUrl: string, load: () => Promise<unknown>): Promise<void> {
  await withClient(adminUrl, (admin) =>
    admin.query(`
      create table migrations.sample (finished_at timestamptz);
      insert into migrations.sample values (null)`),
  )
  await load()
  await withClient(adminUrl, (admin) => admin.query('update migrations.sample set finished_at = now()'))
}

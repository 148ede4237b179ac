import type { Database } from './databases.ts'

export interface SignInRow {
  user_id: string | null
  password_hash: string | null
  status: string | null
  /** Wrong passwords for this name within a quarter of an hour: from this network address, and from all. */
  failures_here: number
  failures_anywhere: number
}
export interface RotationRow {
  outcome: 'rotated' | 'reused' | 'ended' | 'unknown'
  session_id: string | null
  organization_id: string | null
  user_id: string | null
}
export interface BrandingRow {
  name: string
  color: string
  media_type: string | null
  logo: Buffer | null
}

/** What may be asked before there is a scope: the listed functions of migration 0010, and nothing else. */
export function openLookups(database: Database) {
  async function ask<Row>(text: string, values: unknown[]): Promise<Row[]> {
    return (await database.once([{ text, values }]))[0]!.rows as Row[]
  }
  return {
    findSignIn: async (login: string, seat: string) =>
      (await ask<SignInRow>('select * from app.find_sign_in($1, $2)', [login, seat]))[0]!,
    noteSignInFailure: (login: string, seat: string) => ask('select app.note_sign_in_failure($1, $2)', [login, seat]),
    /** null: this person belongs to no organization here. */
    openSession: async (userId: string, organizationId: string | null, hash: Buffer, agent: string, days: number) =>
      (
        await ask<{ session_id: string; organization_id: string }>(
          'select * from app.open_session($1, $2, $3, $4, make_interval(days => $5::int))',
          [userId, organizationId, hash, agent, days],
        )
      )[0] ?? null,
    rotateRefresh: async (old: Buffer, fresh: Buffer) =>
      (await ask<RotationRow>('select * from app.rotate_refresh($1, $2)', [old, fresh]))[0]!,
    endSession: (hash: Buffer) => ask('select app.end_session($1)', [hash]),
    branding: async (host: string) => (await ask<BrandingRow>('select * from app.branding($1)', [host]))[0] ?? null,
    organizationOfHost: async (host: string) =>
      (await ask<{ id: string | null }>('select app.organization_of_host($1) as id', [host]))[0]!.id,
    /** Throws when the database does not answer. */
    alive: () => ask('select 1', []),
  }
}
export type Lookups = ReturnType<typeof openLookups>

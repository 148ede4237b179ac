import type { Language } from '#contract/languages.ts'
import type { Database } from '../../core/databases.ts'

/** How many tries within a quarter of an hour: of a known device, of a name from one seat, of one seat, of a name. */
export type TryLimits = readonly [device: number, here: number, seat: number, anywhere: number]
export interface TryRow {
  /** null: too many already. */
  try: string | null
  /** From a device or a seat of this person. */
  trusted: boolean
}
export interface SignInRow extends TryRow {
  user_id: string | null
  password_hash: string | null
  status: string | null
  must_change_password: boolean | null
  totp_sealed: Buffer | null
  totp_last_step: number | null
}
export interface OpenedRow {
  session_id: string
  /** null: an operator's session, in none. */
  organization_id: string | null
  device_is_new: boolean
}
/** Where a request comes from: the network address as one seat, and this browser's own cookie, hashed. */
export interface Origin {
  seat: string
  device: Buffer | null
}
/** Whom a mail reaches. */
export interface Reach {
  email: string
  full_name: string
  language: Language | null
  organization_id: string | null
}
export interface RotationRow {
  outcome: 'rotated' | 'reused' | 'ended' | 'unknown' | 'elsewhere'
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

/** What may be asked before there is a scope: the listed functions of migrations 0010, 0101, 0102 and 0120, no others. */
export function openLookups(database: Database) {
  async function ask<Row>(text: string, values: unknown[]): Promise<Row[]> {
    return (await database.once([{ text, values }]))[0]!.rows as Row[]
  }
  return {
    /** Counts the try before anything is looked at. */
    beginSignIn: async (login: string, { seat, device }: Origin, limits: TryLimits) =>
      (await ask<SignInRow>('select * from app.begin_sign_in($1, $2, $3, $4)', [login, seat, device, limits]))[0]!,
    beginTry: async (what: string, userId: string | null, { seat, device }: Origin, limits: TryLimits) =>
      (await ask<TryRow>('select * from app.begin_try($1, $2, $3, $4, $5)', [what, seat, userId, device, limits]))[0]!,
    /** It was right: it does not count. */
    endTry: (id: string) => ask('select app.end_try($1)', [id]),
    totpWanted: async (userId: string, organizationId: string | null) =>
      (await ask<{ wanted: boolean }>('select app.totp_wanted($1, $2) as wanted', [userId, organizationId]))[0]!.wanted,
    spendTotpStep: async (userId: string, step: number) =>
      (await ask<{ used: boolean }>('select app.use_totp_step($1, $2) as used', [userId, step]))[0]!.used,
    spendRecoveryCode: async (userId: string, hash: Buffer) =>
      (await ask<{ used: boolean }>('select app.use_recovery_code($1, $2) as used', [userId, hash]))[0]!.used,
    replaceFirstPassword: async (userId: string, hash: string) =>
      (await ask<{ done: boolean }>('select app.replace_first_password($1, $2) as done', [userId, hash]))[0]!.done,
    setFirstTotp: async (userId: string, sealed: Buffer, step: number, codes: Buffer[]) =>
      (
        await ask<{ done: boolean }>('select app.set_first_totp($1, $2, $3, $4) as done', [userId, sealed, step, codes])
      )[0]!.done,
    /** null: this person belongs to no organization here. */
    openSession: async (
      userId: string,
      organizationId: string | null,
      hash: Buffer,
      {
        agent,
        days,
        seat,
        device,
        place,
        traceId,
      }: Origin & { agent: string; days: number; place: string; traceId: string },
    ) =>
      (
        await ask<OpenedRow>(
          'select * from app.open_session($1, $2, $3, $4, make_interval(days => $5::int), $6, $7, $8, $9)',
          [userId, organizationId, hash, agent, days, device, seat, place, traceId],
        )
      )[0] ?? null,
    /** A session in another of her organizations in place of this one. */
    switchOrganization: async (session: string, organizationId: string, hash: Buffer, traceId: string) =>
      (
        await ask<{ session_id: string; user_id: string }>('select * from app.switch_organization($1, $2, $3, $4)', [
          session,
          organizationId,
          hash,
          traceId,
        ])
      )[0]!,
    /** Belongs to organizations, and all of them are suspended. */
    onlySuspended: async (userId: string) =>
      (await ask<{ so: boolean }>('select app.only_suspended($1) as so', [userId]))[0]!.so,
    /** What this person may do as an operator; null: is none. */
    platformRoleOf: async (userId: string) =>
      (await ask<{ role: 'super_admin' | 'support' | null }>('select app.platform_role_of($1) as role', [userId]))[0]!
        .role,
    /** The session inside an organization that an operator's session has opened; null: is nowhere. */
    insideOf: async (sessionId: string) =>
      (
        await ask<{ session_id: string; organization_id: string; user_id: string }>('select * from app.inside_of($1)', [
          sessionId,
        ])
      )[0] ?? null,
    /** `host`: the organization whose host was asked. */
    rotateRefresh: async (old: Buffer, fresh: Buffer, host: string | null) =>
      (await ask<RotationRow>('select * from app.rotate_refresh($1, $2, $3)', [old, fresh, host]))[0]!,
    /** null: there is nobody to write to, or enough was written. */
    beginPasswordLink: async (login: string, organizationId: string | null, hash: Buffer, minutes: number) =>
      (
        await ask<Reach>('select * from app.begin_password_link($1, $2, $3, make_interval(mins => $4::int))', [
          login,
          organizationId,
          hash,
          minutes,
        ])
      )[0] ?? null,
    findPasswordLink: async (hash: Buffer) =>
      (
        await ask<{ user_id: string; email: string; username: string | null; full_name: string }>(
          'select * from app.find_password_link($1)',
          [hash],
        )
      )[0] ?? null,
    spendPasswordLink: async (hash: Buffer, passwordHash: string, { seat, device }: Origin, traceId: string) =>
      (
        await ask<Reach>('select * from app.use_password_link($1, $2, $3, $4, $5)', [
          hash,
          passwordHash,
          device,
          seat,
          traceId,
        ])
      )[0] ?? null,
    endSession: (hash: Buffer) => ask('select app.end_session($1)', [hash]),
    branding: async (host: string) => (await ask<BrandingRow>('select * from app.branding($1)', [host]))[0] ?? null,
    organizationOfHost: async (host: string) =>
      (await ask<{ id: string | null }>('select app.organization_of_host($1) as id', [host]))[0]!.id,
    /** Throws when the database does not answer. */
    alive: () => ask('select 1', []),
  }
}
export type Lookups = ReturnType<typeof openLookups>

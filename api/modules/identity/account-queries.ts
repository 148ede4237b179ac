import type { Language } from '#contract/languages.ts'
import type { Database } from '../../core/databases.ts'

export interface AccountRow {
  user_id: string
  organization_id: string | null
  email: string | null
  username: string | null
  full_name: string
  phone: string | null
  language: Language | null
  password_hash: string | null
  totp_sealed: Buffer | null
  totp_last_step: number
  totp_since: string | null
  recovery_codes_left: number
}
export interface SessionRow {
  id: string
  user_agent: string
  place: string
  created_at: string
  last_seen_at: string
  is_this: boolean
}

/**
 * What a person may ask and change of her own account, by her session: the listed functions of migration 0102, which
 * check it. They refuse a session that is over, and one where support sits as this person.
 */
export function openAccounts(database: Database) {
  async function ask<Row>(text: string, values: unknown[]): Promise<Row[]> {
    return (await database.once([{ text, values }]))[0]!.rows as Row[]
  }
  return {
    /** `fresh`: only if a password or a code was given within ten minutes. */
    mine: async (session: string, fresh = false) =>
      (await ask<AccountRow>('select * from app.my_account($1, $2)', [session, fresh]))[0]!,
    prove: async (session: string) =>
      (await ask<{ at: string }>('select app.prove_session($1) as at', [session]))[0]!.at,
    sessions: (session: string) => ask<SessionRow>('select * from app.my_sessions($1)', [session]),
    /** `which` null: all others. Answers how many ended. */
    endSessions: async (session: string, which: string | null, traceId: string) =>
      (await ask<{ count: number }>('select app.end_my_sessions($1, $2, $3) as count', [session, which, traceId]))[0]!
        .count,
    edit: (session: string, phone: string | null, language: string | null, traceId: string) =>
      ask('select app.edit_my_account($1, $2, $3, $4)', [session, phone, language, traceId]),
    changePassword: (session: string, hash: string, traceId: string) =>
      ask('select app.change_my_password($1, $2, $3)', [session, hash, traceId]),
    setTotp: (session: string, sealed: Buffer | null, step: number | null, codes: Buffer[], traceId: string) =>
      ask('select app.set_my_totp($1, $2, $3, $4, $5)', [session, sealed, step, codes, traceId]),
    setRecoveryCodes: (session: string, codes: Buffer[], traceId: string) =>
      ask('select app.set_my_recovery_codes($1, $2, $3)', [session, codes, traceId]),
  }
}
export type Accounts = ReturnType<typeof openAccounts>

import { Refused } from '../../../core/errors.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import { hashPassword } from '../../../integrations/password.ts'
import { getHolder } from './holders.ts'
import { newFirstPassword } from './secrets.ts'
import { refuseAbove } from './up-to-me.ts'

/**
 * A first password, to be changed at the first sign-in: shown this once and kept nowhere. An account of another
 * organization is not touched, and the answer does not tell: its owner has been asked by mail.
 */
export async function giveFirstPassword(
  tx: Tx,
  personId: string,
  clinicId: string | null,
): Promise<{ login: string; password: string }> {
  const holder = await getHolder(tx, personId, clinicId)
  if (clinicId) await refuseAbove(tx, { by: 'people.create', holder: personId, clinicId })
  const password = newFirstPassword()
  const hash = await hashPassword(password)
  if (holder.kind === 'invitation' && holder.created) {
    tx.record('person.firstPasswordGiven', personId)
    return { login: holder.email!, password }
  }
  if (holder.kind !== 'person') throw new Refused('not_found')
  const { given, login } = await tx.one(sql<{ given: boolean; login: string }>`
    select app.set_first_password(${personId}, ${hash}) as given, coalesce(s.email, s.username) as login
    from app.account_states(array[${personId}]::uuid[]) s`)
  if (!given) throw new Refused('password_chosen')
  tx.record('person.firstPasswordGiven', personId)
  return { login, password }
}

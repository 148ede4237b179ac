import type { SignInRules, setSignInRules as setEndpoint } from '#contract/account.ts'
import type { Input } from '#contract/endpoint.ts'
import { Refused } from '../../core/errors.ts'
import { sql, type Tx } from '../../core/tx.ts'

export async function getSignInRules(tx: Tx): Promise<SignInRules> {
  const [organizations, admins] = await tx.batch<
    [{ totp_required: boolean }, { user_id: string; full_name: string; has_totp: boolean }]
  >(
    sql`select totp_required from organizations where id = ${tx.organizationId}`,
    sql`select * from app.admins_with_totp()`,
  )
  return {
    totpRequired: organizations[0]!.totp_required,
    admins: admins.map((row) => ({ userId: row.user_id, fullName: row.full_name, hasTotp: row.has_totp })),
  }
}

export async function setSignInRules(tx: Tx, { totpRequired }: Input<typeof setEndpoint>): Promise<SignInRules> {
  const before = await getSignInRules(tx)
  // Whoever asks it of the others would otherwise sign herself out with them, in front of a screen that looks broken.
  if (totpRequired && !before.admins.some(({ userId, hasTotp }) => hasTotp && userId === tx.userId))
    throw new Refused('own_totp_first')
  const { ended } = await tx.one(sql<{ ended: number }>`select app.require_totp(${totpRequired}) as ended`)
  tx.record('organization.sign_in_rules_changed', tx.organizationId, {
    totpRequired: { from: before.totpRequired, to: totpRequired },
    signedOut: ended,
  })
  return { ...before, totpRequired }
}

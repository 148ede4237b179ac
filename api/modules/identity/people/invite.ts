import type { Language } from '#contract/languages.ts'
import { Refused } from '../../../core/errors.ts'
import { newId } from '../../../core/ids.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import { sendMail } from '../../../integrations/mail/index.ts'
import { getHolder, insertGrants } from './holders.ts'
import type { Grant, NewPerson } from './rules.ts'
import { invitationDays, newToken } from './secrets.ts'
import { refuseAbove } from './up-to-me.ts'

/** Writes the address of a page of this installation, for a mail. */
export type LinkTo = (path: string) => Promise<string>

export interface OpenInvitation {
  id: string
  kind: 'invited' | 'created'
}

/** The open invitation of an address, held. */
export function findOpenInvitation(tx: Tx, email: string): Promise<OpenInvitation | null> {
  return tx.find(sql<OpenInvitation>`select id, kind from invitations where organization_id = ${tx.organizationId}
    and email = ${email} and accepted_at is null and revoked_at is null for update`)
}

/** Opens an invitation, or adds to the one that is open, and mails its link. Answers its id. */
export async function invite(
  tx: Tx,
  given: NewPerson & { email: string },
  grants: readonly Grant[],
  kind: OpenInvitation['kind'],
  linkTo: LinkTo,
): Promise<string> {
  const open = await findOpenInvitation(tx, given.email)
  const id = open?.id ?? newId()
  const { token, hash } = newToken(tx.organizationId)
  if (open) await renew(tx, id, hash)
  else
    await tx.rows(sql`insert into invitations (id, kind, email, full_name, phone, specialties, language, token_hash, expires_at)
      values (${id}, ${kind}, ${given.email}, ${given.fullName}, ${given.phone}, ${given.specialties}, ${given.language},
        ${hash}, now() + make_interval(days => ${invitationDays}))`)
  await insertGrants(tx, { kind: 'invitation', id }, grants)
  await mail(tx, { email: given.email, fullName: given.fullName, language: given.language }, grants, token, linkTo)
  return id
}

/** A new link; the one before works no more. */
export async function resend(tx: Tx, invitationId: string, clinicId: string | null, linkTo: LinkTo): Promise<null> {
  const holder = await getHolder(tx, invitationId, clinicId)
  if (holder.kind !== 'invitation') throw new Refused('not_found')
  if (clinicId) await refuseAbove(tx, { by: 'people.create', holder: invitationId, clinicId })
  const { token, hash } = newToken(tx.organizationId)
  const { language } = await tx.one(sql<{ language: Language }>`select language from invitations
    where organization_id = ${tx.organizationId} and id = ${invitationId}`)
  await renew(tx, invitationId, hash)
  const { fullName, email } = holder
  await mail(tx, { email: email!, fullName, language }, holder.grants, token, linkTo)
  tx.record('invitation.resent', invitationId)
  return null
}

function renew(tx: Tx, id: string, hash: Buffer) {
  return tx.rows(sql`update invitations set token_hash = ${hash}, sent_at = now(), wrong_passwords = 0,
      expires_at = now() + make_interval(days => ${invitationDays})
    where organization_id = ${tx.organizationId} and id = ${id}`)
}

interface Addressee {
  email: string
  fullName: string
  language: Language
}

async function mail(tx: Tx, to: Addressee, grants: readonly Grant[], token: string, linkTo: LinkTo) {
  const { organization, by } = await tx.one(sql<{ organization: string; by: string | null }>`
    select o.name as organization, (select p.full_name from people p where p.organization_id = o.id and p.user_id = ${tx.userId}) as by
    from organizations o where o.id = ${tx.organizationId}`)
  const [first] = new Set(grants.map(({ clinicId }) => clinicId))
  await sendMail(tx, {
    to: to.email,
    template: 'invitation',
    language: to.language,
    ...(first && { clinicId: first }),
    // In the fragment: it is sent to no server and stands in no log.
    values: {
      name: to.fullName,
      organization,
      by: by ?? organization,
      link: await linkTo(`/invitation#${token}`),
      days: invitationDays,
    },
  })
}

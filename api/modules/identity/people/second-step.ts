import type { Language } from '#contract/languages.ts'
import { Refused } from '../../../core/errors.ts'
import { sql, type Tx } from '../../../core/tx.ts'
import { sendMail } from '../../../integrations/mail/index.ts'
import { getHolder } from './holders.ts'
import type { LinkTo } from './invite.ts'
import { refuseAbove } from './up-to-me.ts'

interface Asked {
  personId: string
  reason: string
  /** null: asked by head office. */
  clinicId: string | null
}

interface Freed {
  fullName: string
  email: string | null
  language: Language | null
}

/**
 * Takes the second step of somebody who lost phone and recovery codes away; her sessions end in the same transaction.
 * A sign-in is one for all branches: whoever asks must administer everything the person holds, not only what is here.
 */
export async function removeSecondStep(tx: Tx, { personId, reason, clinicId }: Asked, linkTo: LinkTo): Promise<null> {
  const holder = await getHolder(tx, personId, clinicId)
  if (personId === tx.userId) throw new Refused('not_yourself')
  if (holder.kind !== 'person') throw new Refused('no_second_step')
  if (clinicId) await refuseAbove(tx, { by: 'people.update', holder: personId, clinicId: null })
  const { fullName, email, language } = await tx.one(sql<Freed>`
    select full_name as "fullName", email, language from app.remove_second_step(${personId})`)
  if (email) {
    const { by } = await tx.one(sql<{ by: string }>`select coalesce((select p.full_name || ' · ' from people p
        where p.organization_id = o.id and p.user_id = ${tx.userId}), '') || o.name as by
      from organizations o where o.id = ${tx.organizationId}`)
    await sendMail(tx, {
      to: email,
      template: 'secondStepRemoved',
      language: language ?? 'en',
      ...(clinicId && { clinicId }),
      values: { name: fullName, by, reason, link: await linkTo('/forgotten') },
    })
  }
  tx.record('person.secondStepRemoved', personId, { reason })
  return null
}

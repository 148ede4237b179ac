import type { Input, Output } from '#contract/endpoint.ts'
import type { Language } from '#contract/languages.ts'
import type { removeAnySecondStep as endpoint } from '#contract/second-step.ts'
import { linkTo } from '../../core/hosts.ts'
import type { RequestFacts } from '../../core/request.ts'
import type { Routes } from '../../core/route.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { sendMailFrom } from '../../integrations/mail/index.ts'

interface Freed {
  id: string
  fullName: string
  email: string | null
  language: Language | null
}

/** By a super admin, where no organization may: of operators, of people of several organizations, of an only owner. */
export async function removeAnySecondStep(
  routes: Routes,
  tx: Tx,
  { login, reason }: Input<typeof endpoint>,
  request: RequestFacts,
): Promise<Output<typeof endpoint>> {
  const { id, fullName, email, language } =
    await tx.one(sql<Freed>`select user_id as id, full_name as "fullName", email,
    language from app.remove_second_step_of(${login}, ${reason}, ${tx.traceId})`)
  tx.record('person.secondStepRemoved', id, { reason })
  if (email)
    await sendMailFrom(routes.databases.control, null, {
      to: email,
      template: 'secondStepRemoved',
      language: language ?? 'en',
      values: { name: fullName, by: 'Polyclinic', reason, link: await linkTo(request, routes, '/forgotten') },
    })
  return { fullName }
}

import type { Input, Output } from '#contract/endpoint.ts'
import type { makeOrganization as endpoint } from '#contract/platform.ts'
import { linkTo } from '../../core/hosts.ts'
import type { RequestFacts } from '../../core/request.ts'
import type { Routes } from '../../core/route.ts'
import { newSecret } from '../../core/secret.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { sendMailFrom } from '../../integrations/mail/index.ts'
import { completePractice, namesFor } from './practice.ts'
import { registrationLink } from './register.ts'

interface Made {
  organization_id: string
  clinic_id: string
  user_id: string
  invited: boolean
}

/** An organization that the operator makes: there at once; its admin comes in by a mail. */
export async function makeOrganization(
  routes: Routes,
  tx: Tx,
  input: Input<typeof endpoint>,
  request: RequestFacts,
): Promise<Output<typeof endpoint>> {
  const practice = completePractice(input)
  const names = namesFor(practice.organization_name, practice.clinic_name)
  const link = newSecret()
  const trialEndsOn = input.plan === 'trial' ? (input.trialEndsOn ?? inThirtyDays()) : null
  const made = await tx.one(sql<Made>`select * from app.make_organization_for(
    ${JSON.stringify({ ...practice, ...names })}::jsonb, ${link.hash}, ${input.plan}, ${trialEndsOn})`)
  const { organization_id: id, invited } = made
  tx.record('organization.made', id, { plan: input.plan, trialEndsOn, invited })
  // On the app's own connection: lost if this transaction is not kept, and then the link opens nothing.
  await sendMailFrom(routes.databases.of(id), null, {
    to: practice.email,
    template: 'practiceMade',
    language: input.language,
    values: {
      name: input.fullName,
      organization: input.organizationName,
      link: await (invited ? registrationLink(routes, request, link.token) : linkTo(request, routes, '/sign-in')),
      invited,
    },
  })
  return { id, invited }
}

function inThirtyDays(): string {
  return new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
}

import { Hono } from 'hono'
import { getHealth, getReadiness } from '#contract/health.ts'
import { everyEndpoint } from '#contract/index.ts'
import { openDatabases } from './core/databases.ts'
import { completeEnv, type Env } from './core/env.ts'
import { openHosts } from './core/hosts.ts'
import { openLive } from './core/live.ts'
import { answerNowhere, openApiRoutes } from './core/openapi.ts'
import { openRoutes } from './core/route.ts'
import { keepSeal } from './core/seal.ts'
import { openTokens } from './core/session.ts'
import { importKinds } from './import-kinds.ts'
import { futureVisits, settleVisits } from './modules/appointments/index.ts'
import { appointmentRoutes } from './modules/appointments/routes.ts'
import { transferRoutes } from './modules/appointments/transfer/routes.ts'
import { auditRoutes } from './modules/audit/routes.ts'
import { draftInvoice } from './modules/billing/index.ts'
import { billingRoutes } from './modules/billing/routes.ts'
import { clinicalRoutes } from './modules/clinical/routes.ts'
import { type Calendar, openDoor, openLookups } from './modules/identity/index.ts'
import { peopleRoutes } from './modules/identity/people/routes.ts'
import { roleRoutes } from './modules/identity/roles/routes.ts'
import { identityRoutes, type SampleSignIn } from './modules/identity/routes.ts'
import { importRoutes } from './modules/patients/import/routes.ts'
import { patientRoutes } from './modules/patients/routes.ts'
import { platformRoutes } from './modules/platform/routes.ts'
import { reportingRoutes } from './modules/reporting/routes.ts'
import { editContact, placeDoctor, withdrawDoctor } from './modules/scheduling/index.ts'
import { schedulingRoutes } from './modules/scheduling/routes.ts'
import { type Outside, outsideOf } from './modules/tenancy/index.ts'
import { tenancyRoutes } from './modules/tenancy/routes.ts'

export interface AppOptions extends Partial<Env> {
  appUrl: string
  secret: string
  /** Offered on the sign-in page; given only with the embedded server and the sample group. */
  samples?: SampleSignIn[]
  /** Name servers, base domain and the like; the environment's where they are left out. */
  outside?: Partial<Outside>
  /** Answers what lies outside /api: the web pages. */
  pages?: (request: Request) => Response | Promise<Response>
}

/** What people's coming and going does to calendars: of modules that stand below the one that asks. */
const calendar: Calendar = {
  place: placeDoctor,
  withdraw: withdrawDoctor,
  editContact,
  futureVisits,
  settle: settleVisits,
}

/** The whole API as one web-standard app: the table of contents. */
export function openApp(options: AppOptions) {
  const env = completeEnv(options)
  const databases = openDatabases(env.appUrl, env.poolSize)
  keepSeal(databases.control, env.secret)
  const lookups = openLookups(databases.control)
  const live = openLive(databases.control)
  const app = new Hono()
  const routes = openRoutes(app, env, databases, openTokens(env.secret), openHosts(lookups.organizationOfHost))

  routes.public(getHealth, async () => ({ ok: true as const }))
  routes.public(getReadiness, async () => {
    await lookups.alive()
    return { ready: true as const }
  })
  auditRoutes(routes)
  tenancyRoutes(routes, outsideOf(env.secret, options.outside))
  const door = openDoor(routes, lookups)
  identityRoutes(routes, door, live, options.samples ?? [])
  roleRoutes(routes)
  peopleRoutes(routes, calendar)
  patientRoutes(routes)
  schedulingRoutes(routes)
  importRoutes(routes, importKinds)
  appointmentRoutes(routes)
  transferRoutes(routes)
  clinicalRoutes(routes, { onFinished: draftInvoice })
  billingRoutes(routes)
  reportingRoutes(routes)
  const platform = platformRoutes(routes, door)

  openApiRoutes(app, everyEndpoint)
  const nowhere = answerNowhere(everyEndpoint)
  // Not a route: a second one that fits every path would cost each request its short way.
  app.notFound((context) =>
    options.pages && !/^\/api(\/|$)/.test(context.req.path) ? options.pages(context.req.raw) : nowhere(context),
  )

  return {
    fetch: app.fetch,
    app,
    async stop() {
      live.stop()
      await platform.close()
      await databases.end()
    },
  }
}

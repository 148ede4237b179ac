import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import * as z from 'zod'
import { DaySearch } from './features/appointments/day-search.ts'
import { InClinic } from './InClinic.tsx'
import { getSession, homePath, restoreSession, returnTo } from './lib/session.ts'
import { Crash } from './shared/Crash.tsx'
import { NoBranch } from './shared/NoBranch.tsx'
import { NotFound } from './shared/NotFound.tsx'
import { SettingsLayout } from './shared/SettingsLayout.tsx'
import { SignedIn } from './shared/SignedIn.tsx'

/**
 * All routes of the app. A feature adds its lines here and its URL in lib/paths.ts:
 *
 *   createRoute({
 *     getParentRoute: () => clinic,
 *     path: 'day',
 *     validateSearch: z.object({ date: z.iso.date().optional().catch(undefined) }), // every filter, typed
 *     component: lazyRouteComponent(() => import('./features/appointments/DayPage.tsx'), 'DayPage'),
 *   })
 *
 * The page reads them by `getRouteApi(routePaths.day)`: useParams(), useSearch(). The frame's bar, `g` keys
 * and Ctrl+K offer a screen of shared/nav.ts as soon as its route stands here.
 */
const root = createRootRoute({ component: Outlet })

const signIn = createRoute({
  getParentRoute: () => root,
  path: 'sign-in',
  // Only a path of this app: an address of another site here would make the sign-in page a springboard.
  validateSearch: z.object({
    after: z
      .string()
      .regex(/^\/(?![/\\])/)
      .optional()
      .catch(undefined),
  }),
  beforeLoad: async ({ search }) => {
    const session = await restoreSession().catch(() => null)
    if (session) throw redirect({ href: search.after ?? homePath(session) })
  },
  component: lazyRouteComponent(() => import('./features/identity/SignInPage.tsx'), 'SignInPage'),
})

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ location }) => {
    if (!(await restoreSession())) throw redirect({ to: '/sign-in', search: { after: returnTo(location.href) } })
  },
  component: SignedIn,
})

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: () => {
    throw redirect({ href: homePath(getSession()!) })
  },
})

const noBranch = createRoute({ getParentRoute: () => signedIn, path: 'no-branch', component: NoBranch })

const clinic = createRoute({
  getParentRoute: () => signedIn,
  path: 'clinics/$clinicId',
  beforeLoad: ({ params }) => {
    const known = getSession()!.clinics.some(({ id }) => id === params.clinicId)
    if (!known) throw redirect({ to: '/' })
  },
  component: InClinic,
})

const clinicHome = createRoute({
  getParentRoute: () => clinic,
  path: '/',
  beforeLoad: ({ params }) => {
    const session = getSession()!
    throw redirect({
      href: homePath(
        session,
        session.clinics.find(({ id }) => id === params.clinicId),
      ),
    })
  },
})

const settings = createRoute({ getParentRoute: () => clinic, path: 'settings', component: SettingsLayout })

const day = createRoute({
  getParentRoute: () => clinic,
  path: 'day/{-$date}',
  validateSearch: DaySearch,
  component: lazyRouteComponent(() => import('./features/appointments/DayPage.tsx'), 'DayPage'),
})

const queue = createRoute({
  getParentRoute: () => clinic,
  path: 'queue',
  validateSearch: DaySearch.pick({ doctors: true, visit: true }),
  component: lazyRouteComponent(() => import('./features/appointments/QueuePage.tsx'), 'QueuePage'),
})

// On a wall: signed in, but without the frame.
const waitingRoom = createRoute({
  getParentRoute: () => root,
  path: 'waiting-room/$clinicId',
  beforeLoad: async ({ location, params }) => {
    const session = await restoreSession()
    if (!session) throw redirect({ to: '/sign-in', search: { after: location.href } })
    if (!session.clinics.some(({ id }) => id === params.clinicId)) throw redirect({ to: '/' })
  },
  component: lazyRouteComponent(() => import('./features/appointments/WaitingRoomPage.tsx'), 'WaitingRoomPage'),
})

const doctor = createRoute({
  getParentRoute: () => clinic,
  path: 'doctor',
  validateSearch: z.object({ who: z.enum(['all']).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./features/clinical/DoctorPage.tsx'), 'DoctorPage'),
})

const visit = createRoute({
  getParentRoute: () => clinic,
  path: 'visits/$appointmentId',
  component: lazyRouteComponent(() => import('./features/clinical/VisitPage.tsx'), 'VisitPage'),
})

const vitals = createRoute({
  getParentRoute: () => clinic,
  path: 'vitals',
  validateSearch: z.object({ appointment: z.uuid().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./features/clinical/VitalsPage.tsx'), 'VitalsPage'),
})

// The gallery of ui/ is for those who build; the condition drops it from the shipped bundle.
const gallery = import.meta.env.DEV
  ? createRoute({
      getParentRoute: () => signedIn,
      path: 'gallery',
      component: lazyRouteComponent(() => import('./ui/gallery/Gallery.tsx'), 'Gallery'),
    })
  : null

const routeTree = root.addChildren([
  signIn,
  waitingRoom,
  signedIn.addChildren([
    home,
    noBranch,
    clinic.addChildren([clinicHome, day, queue, doctor, visit, vitals, settings]),
    ...(gallery ? [gallery] : []),
  ]),
])

export const router = createRouter({
  routeTree,
  defaultNotFoundComponent: NotFound,
  defaultErrorComponent: Crash,
  defaultPreload: 'intent',
  defaultPendingMs: 300,
  scrollRestoration: true,
  scrollToTopSelectors: ['#content'],
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

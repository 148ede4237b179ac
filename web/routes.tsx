import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import * as z from 'zod'
import { Day } from '#contract/time.ts'
import { AccountPage, forgotten, newPassword } from './account-routes.tsx'
import { DaySearch } from './features/appointments/day-search.ts'
import { AuditSearch, LooksSearch } from './features/audit/audit-search.ts'
import { AccountSearch, BillingSearch, PaySearch } from './features/billing/billing-search.ts'
import { DuplicatesSearch, PatientSearch, PatientsSearch, TimelineSearch } from './features/patients/places.ts'
import { PeopleSearch } from './features/people/people-search.ts'
import { RolesSearch } from './features/roles/roles-search.ts'
import { DoctorsSearch, FieldsSearch, ServicesSearch } from './features/settings/settings-search.ts'
import { InClinic } from './InClinic.tsx'
import { ImportSearch } from './import-search.ts'
import { lastClinic, rememberClinic } from './lib/last-clinic.ts'
import { paths } from './lib/paths.ts'
import { getSession, homePath, restoreSession } from './lib/session.ts'
import { networkRoutes } from './network-routes.tsx'
import { confirmRegistration, operatorRoutes, register } from './operator-routes.tsx'
import { root } from './root.tsx'
import { Crash } from './shared/Crash.tsx'
import { NoBranch } from './shared/NoBranch.tsx'
import { NotFound } from './shared/NotFound.tsx'
import { SettingsLayout } from './shared/SettingsLayout.tsx'
import { signedIn } from './signed-in.tsx'

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
 * The page reads them by `getRouteApi(routePaths.day)`: useParams(), useSearch(). A line in shared/nav.ts puts it into
 * the frame's bar, the `g` keys and Ctrl+K.
 */
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

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: () => {
    throw redirect({ href: homePath(getSession()!) })
  },
})

const settingsRoles = createRoute({
  getParentRoute: () => settings,
  path: 'roles',
  validateSearch: RolesSearch,
  component: lazyRouteComponent(() => import('./features/roles/ClinicRolesPage.tsx'), 'ClinicRolesPage'),
})

const account = createRoute({
  getParentRoute: () => signedIn,
  path: 'account',
  beforeLoad: () => {
    const session = getSession()!
    const branch = session.organizationWide ? undefined : lastClinic(session)
    if (branch) throw redirect({ to: '/clinics/$clinicId/account', params: { clinicId: branch.id } })
  },
  component: AccountPage,
})

const accountInClinic = createRoute({ getParentRoute: () => clinic, path: 'account', component: AccountPage })

const noBranch = createRoute({ getParentRoute: () => signedIn, path: 'no-branch', component: NoBranch })

const clinic = createRoute({
  getParentRoute: () => signedIn,
  path: 'clinics/$clinicId',
  validateSearch: PaySearch,
  beforeLoad: ({ params }) => {
    const session = getSession()!
    const known = session.clinics.some(({ id }) => id === params.clinicId)
    if (!known) throw redirect({ to: '/' })
    rememberClinic(session, params.clinicId)
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

const billing = createRoute({
  getParentRoute: () => clinic,
  path: 'billing',
  validateSearch: BillingSearch,
  component: lazyRouteComponent(() => import('./features/billing/BillingPage.tsx'), 'BillingPage'),
})

const invoice = createRoute({
  getParentRoute: () => clinic,
  path: 'billing/$invoiceId',
  component: lazyRouteComponent(() => import('./features/billing/InvoicePage.tsx'), 'InvoicePage'),
})

const patientBilling = createRoute({
  getParentRoute: () => patient,
  path: 'billing',
  validateSearch: AccountSearch,
  component: lazyRouteComponent(() => import('./features/billing/AccountPage.tsx'), 'AccountPage'),
})

const settings = createRoute({ getParentRoute: () => clinic, path: 'settings', component: SettingsLayout })

const settingsBranch = createRoute({
  getParentRoute: () => settings,
  path: 'branch',
  component: lazyRouteComponent(() => import('./features/settings/BranchPage.tsx'), 'BranchPage'),
})

const settingsHours = createRoute({
  getParentRoute: () => settings,
  path: 'hours',
  component: lazyRouteComponent(() => import('./features/settings/HoursPage.tsx'), 'HoursPage'),
})

const settingsServices = createRoute({
  getParentRoute: () => settings,
  path: 'services',
  validateSearch: ServicesSearch,
  component: lazyRouteComponent(() => import('./features/settings/ServicesPage.tsx'), 'ServicesPage'),
})

const settingsDoctors = createRoute({
  getParentRoute: () => settings,
  path: 'doctors',
  validateSearch: DoctorsSearch,
  component: lazyRouteComponent(() => import('./features/settings/DoctorsPage.tsx'), 'DoctorsPage'),
})

const settingsPeople = createRoute({
  getParentRoute: () => settings,
  path: 'people',
  validateSearch: PeopleSearch,
  component: lazyRouteComponent(() => import('./features/people/PeoplePage.tsx'), 'PeoplePage'),
})

// Behind the link of a mail: whoever holds it, signed in or not.
const invitation = createRoute({
  getParentRoute: () => root,
  path: 'invitation',
  component: lazyRouteComponent(() => import('./features/people/JoinPage.tsx'), 'JoinPage'),
})

const settingsFields = createRoute({
  getParentRoute: () => settings,
  path: 'fields',
  validateSearch: FieldsSearch,
  component: lazyRouteComponent(() => import('./features/settings/FieldsPage.tsx'), 'FieldsPage'),
})

const settingsBranding = createRoute({
  getParentRoute: () => settings,
  path: 'branding',
  component: lazyRouteComponent(() => import('./features/settings/BrandingPage.tsx'), 'BrandingPage'),
})

const day = createRoute({
  getParentRoute: () => clinic,
  path: 'day/{-$date}',
  validateSearch: DaySearch,
  // An address that was cut or typed wrong leads to today.
  beforeLoad: ({ params: { clinicId, date }, search }) => {
    if (date && !Day.safeParse(date).success) throw redirect({ ...paths.day(clinicId, search), replace: true })
  },
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

const patients = createRoute({
  getParentRoute: () => clinic,
  path: 'patients',
  validateSearch: PatientsSearch,
  component: lazyRouteComponent(() => import('./features/patients/PatientsPage.tsx'), 'PatientsPage'),
})

const duplicates = createRoute({
  getParentRoute: () => clinic,
  path: 'patients/duplicates',
  validateSearch: DuplicatesSearch,
  component: lazyRouteComponent(() => import('./features/patients/DuplicatesPage.tsx'), 'DuplicatesPage'),
})

// Banner and tabs; each tab is a route below it, whichever feature it belongs to.
const patient = createRoute({
  getParentRoute: () => clinic,
  path: 'patients/$patientId',
  validateSearch: PatientSearch,
  component: lazyRouteComponent(() => import('./features/patients/PatientLayout.tsx'), 'PatientLayout'),
})

const patientTimeline = createRoute({
  getParentRoute: () => patient,
  path: '/',
  validateSearch: TimelineSearch,
  component: lazyRouteComponent(() => import('./features/patients/TimelinePage.tsx'), 'TimelinePage'),
})

const patientDetails = createRoute({
  getParentRoute: () => patient,
  path: 'details',
  component: lazyRouteComponent(() => import('./features/patients/DetailsPage.tsx'), 'DetailsPage'),
})

const imports = createRoute({
  getParentRoute: () => clinic,
  path: 'imports',
  component: lazyRouteComponent(() => import('./features/imports/ImportsPage.tsx'), 'ImportsPage'),
})

const importOne = createRoute({
  getParentRoute: () => clinic,
  path: 'imports/$importId',
  validateSearch: ImportSearch,
  component: lazyRouteComponent(() => import('./features/imports/ImportPage.tsx'), 'ImportPage'),
})

const firstSteps = createRoute({
  getParentRoute: () => clinic,
  path: 'first-steps',
  component: lazyRouteComponent(() => import('./features/registration/FirstStepsPage.tsx'), 'FirstStepsPage'),
})

const settingsAudit = createRoute({
  getParentRoute: () => settings,
  path: 'audit',
  validateSearch: AuditSearch.omit({ branch: true }),
  component: lazyRouteComponent(() => import('./features/audit/ClinicAuditPage.tsx'), 'ClinicAuditPage'),
})

const patientLooks = createRoute({
  getParentRoute: () => patient,
  path: 'looks',
  validateSearch: LooksSearch,
  component: lazyRouteComponent(() => import('./features/audit/LooksPage.tsx'), 'LooksPage'),
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
  register,
  confirmRegistration,
  operatorRoutes,
  signIn,
  forgotten,
  newPassword,
  waitingRoom,
  invitation,
  signedIn.addChildren([
    home,
    noBranch,
    account,
    networkRoutes,
    clinic.addChildren([
      clinicHome,
      accountInClinic,
      firstSteps,
      imports,
      importOne,
      day,
      queue,
      doctor,
      visit,
      vitals,
      patients,
      duplicates,
      patient.addChildren([patientTimeline, patientDetails, patientBilling, patientLooks]),
      billing,
      invoice,
      settings.addChildren([
        settingsRoles,
        settingsBranch,
        settingsHours,
        settingsServices,
        settingsDoctors,
        settingsPeople,
        settingsFields,
        settingsBranding,
        settingsAudit,
      ]),
    ]),
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

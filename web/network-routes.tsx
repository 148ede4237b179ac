import { createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import { SignInRules } from './account-routes.tsx'
import { AuditSearch } from './features/audit/audit-search.ts'
import { NetworkSearch } from './features/network/network-search.ts'
import { StaffSearch, TransferSearch } from './features/people/people-search.ts'
import { SupportVisitsSearch } from './features/platform/platform-search.ts'
import { AccessHistorySearch, ModulesSearch, RolesSearch } from './features/roles/roles-search.ts'
import { FieldsSearch } from './features/settings/settings-search.ts'
import { ImportSearch } from './import-search.ts'
import { getSession, isHeadOffice } from './lib/session.ts'
import { signedIn } from './signed-in.tsx'

const network = createRoute({
  getParentRoute: () => signedIn,
  path: 'network',
  // Branch people never see it; the API refuses them as well.
  beforeLoad: () => {
    if (!isHeadOffice(getSession()!)) throw redirect({ to: '/' })
  },
  component: Outlet,
})

const overview = createRoute({
  getParentRoute: () => network,
  path: '/',
  validateSearch: NetworkSearch,
  component: lazyRouteComponent(() => import('./features/network/NetworkPage.tsx'), 'NetworkPage'),
})

const branches = createRoute({
  getParentRoute: () => network,
  path: 'branches',
  validateSearch: NetworkSearch.pick({ q: true }),
  component: lazyRouteComponent(() => import('./features/network/BranchesPage.tsx'), 'BranchesPage'),
})

const access = createRoute({
  getParentRoute: () => network,
  path: 'access',
  validateSearch: RolesSearch,
  component: lazyRouteComponent(() => import('./features/roles/RolesPage.tsx'), 'RolesPage'),
})

const accessModules = createRoute({
  getParentRoute: () => network,
  path: 'access/modules',
  validateSearch: ModulesSearch,
  component: lazyRouteComponent(() => import('./features/roles/ModulesPage.tsx'), 'ModulesPage'),
})

const signInRules = createRoute({
  getParentRoute: () => network,
  path: 'access/sign-in',
  component: SignInRules,
})

const accessHistory = createRoute({
  getParentRoute: () => network,
  path: 'access/history',
  validateSearch: AccessHistorySearch,
  component: lazyRouteComponent(() => import('./features/roles/AccessHistoryPage.tsx'), 'AccessHistoryPage'),
})

const staff = createRoute({
  getParentRoute: () => network,
  path: 'staff',
  validateSearch: StaffSearch,
  component: lazyRouteComponent(() => import('./features/people/StaffPage.tsx'), 'StaffPage'),
})

const drift = createRoute({
  getParentRoute: () => network,
  path: 'staff/drift',
  component: lazyRouteComponent(() => import('./features/people/DriftPage.tsx'), 'DriftPage'),
})

const transfer = createRoute({
  getParentRoute: () => network,
  path: 'staff/transfer',
  validateSearch: TransferSearch,
  component: lazyRouteComponent(() => import('./features/people/TransferPage.tsx'), 'TransferPage'),
})

const networkBranding = createRoute({
  getParentRoute: () => network,
  path: 'branding',
  component: lazyRouteComponent(() => import('./features/settings/NetworkBrandingPage.tsx'), 'NetworkBrandingPage'),
})

const networkFields = createRoute({
  getParentRoute: () => network,
  path: 'fields',
  validateSearch: FieldsSearch,
  component: lazyRouteComponent(() => import('./features/settings/FieldsPage.tsx'), 'NetworkFieldsPage'),
})

const plan = createRoute({
  getParentRoute: () => network,
  path: 'billing',
  component: lazyRouteComponent(() => import('./features/platform/PlanPage.tsx'), 'PlanPage'),
})

const networkSupport = createRoute({
  getParentRoute: () => network,
  path: 'support',
  validateSearch: SupportVisitsSearch,
  component: lazyRouteComponent(() => import('./features/platform/SupportVisitsPage.tsx'), 'SupportVisitsPage'),
})

const networkAudit = createRoute({
  getParentRoute: () => network,
  path: 'audit',
  validateSearch: AuditSearch,
  component: lazyRouteComponent(() => import('./features/audit/NetworkAuditPage.tsx'), 'NetworkAuditPage'),
})

const networkImports = createRoute({
  getParentRoute: () => network,
  path: 'imports',
  component: lazyRouteComponent(() => import('./features/imports/ImportsPage.tsx'), 'ImportsPage'),
})

const networkImport = createRoute({
  getParentRoute: () => network,
  path: 'imports/$importId',
  validateSearch: ImportSearch,
  component: lazyRouteComponent(() => import('./features/imports/ImportPage.tsx'), 'ImportPage'),
})

/** Head office's screens. */
export const networkRoutes = network.addChildren([
  access,
  accessModules,
  accessHistory,
  signInRules,
  overview,
  branches,
  staff,
  drift,
  transfer,
  networkBranding,
  networkFields,
  networkImports,
  networkImport,
  networkAudit,
  networkSupport,
  plan,
])

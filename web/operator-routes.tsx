import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { AccountPage } from './account-routes.tsx'
import { OperatorActsSearch } from './features/audit/audit-search.ts'
import { PlatformLayout } from './features/platform/PlatformLayout.tsx'
import { OrganizationsSearch } from './features/platform/platform-search.ts'
import { getSession, homePath, restoreSession, returnTo } from './lib/session.ts'
import { root } from './root.tsx'

export const register = createRoute({
  getParentRoute: () => root,
  path: 'register',
  component: lazyRouteComponent(() => import('./features/registration/RegisterPage.tsx'), 'RegisterPage'),
})

export const confirmRegistration = createRoute({
  getParentRoute: () => root,
  path: 'register/confirm',
  component: lazyRouteComponent(() => import('./features/registration/ConfirmPage.tsx'), 'ConfirmPage'),
})

// Operators sign in on the same page and live in another house than the clinics' people.
const operator = createRoute({
  getParentRoute: () => root,
  id: 'operator',
  beforeLoad: async ({ location }) => {
    const session = await restoreSession()
    if (!session) throw redirect({ to: '/sign-in', search: { after: returnTo(location.href) } })
    if (!getSession()?.platform) throw redirect({ href: homePath(session) })
  },
  component: PlatformLayout,
})

const organizations = createRoute({
  getParentRoute: () => operator,
  path: 'platform',
  validateSearch: OrganizationsSearch,
  component: lazyRouteComponent(() => import('./features/platform/OrganizationsPage.tsx'), 'OrganizationsPage'),
})

const elevations = createRoute({
  getParentRoute: () => operator,
  path: 'platform/elevations',
  component: lazyRouteComponent(() => import('./features/platform/ElevationsPage.tsx'), 'ElevationsPage'),
})

const acts = createRoute({
  getParentRoute: () => operator,
  path: 'platform/acts',
  validateSearch: OperatorActsSearch,
  component: lazyRouteComponent(() => import('./features/audit/OperatorActsPage.tsx'), 'OperatorActsPage'),
})

const account = createRoute({ getParentRoute: () => operator, path: 'platform/account', component: AccountPage })

export const operatorRoutes = operator.addChildren([organizations, elevations, acts, account])

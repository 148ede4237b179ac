import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from './root.tsx'

const page = () => import('./features/identity/AccountPage.tsx')
/** One's own account, inside a branch or at head office: the frame around it stays where the person was. */
export const AccountPage = lazyRouteComponent(page, 'AccountPage')

/** Among head office's pages of rights, whose tabs it wears; a feature imports no other, so they meet here. */
export const SignInRules = lazyRouteComponent(async () => {
  const [{ SignInRulesPage }, { AccessTabs }] = await Promise.all([
    import('./features/identity/SignInRulesPage.tsx'),
    import('./features/roles/AccessTabs.tsx'),
  ])
  return { Page: () => <SignInRulesPage tabs={<AccessTabs />} /> }
}, 'Page')

export const forgotten = createRoute({
  getParentRoute: () => root,
  path: 'forgotten',
  component: lazyRouteComponent(() => import('./features/identity/ForgottenPage.tsx'), 'ForgottenPage'),
})

export const newPassword = createRoute({
  getParentRoute: () => root,
  path: 'new-password',
  component: lazyRouteComponent(() => import('./features/identity/NewPasswordPage.tsx'), 'NewPasswordPage'),
})

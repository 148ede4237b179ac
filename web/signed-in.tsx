import { createRoute, redirect } from '@tanstack/react-router'
import { getSession, restoreSession, returnTo } from './lib/session.ts'
import { root } from './root.tsx'
import { SignedIn } from './shared/SignedIn.tsx'

/** Around every screen that needs somebody: the frame, or the way to the sign-in. */
export const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ location }) => {
    if (!(await restoreSession())) throw redirect({ to: '/sign-in', search: { after: returnTo(location.href) } })
    if (getSession()!.platform) throw redirect({ to: '/platform' })
  },
  component: SignedIn,
})

import { createRootRoute, Outlet } from '@tanstack/react-router'
import { SupportBar } from './shared/SupportBar.tsx'

/** Above every screen, the waiting-room's included: the bar of support that is inside. */
export const root = createRootRoute({
  component: () => (
    <>
      <SupportBar />
      <Outlet />
    </>
  ),
})

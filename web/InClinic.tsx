import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'

const DeskCommands = lazy(() =>
  import('./features/appointments/DeskCommands.tsx').then(({ DeskCommands }) => ({ default: DeskCommands })),
)

/** Around every screen of a branch: what Ctrl+K can do there, loaded after the screen itself. */
export function InClinic() {
  return (
    <>
      <Suspense>
        <DeskCommands />
      </Suspense>
      <Outlet />
    </>
  )
}

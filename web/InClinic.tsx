import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { PayFromAnywhere } from './features/billing/PayFromAnywhere.tsx'
import { FirstStepsNotice } from './features/registration/FirstStepsNotice.tsx'

const DeskCommands = lazy(() =>
  import('./features/appointments/DeskCommands.tsx').then(({ DeskCommands }) => ({ default: DeskCommands })),
)
const PatientCommands = lazy(() =>
  import('./features/patients/PatientCommands.tsx').then(({ PatientCommands }) => ({ default: PatientCommands })),
)
const BillingCommands = lazy(() =>
  import('./features/billing/BillingCommands.tsx').then(({ BillingCommands }) => ({ default: BillingCommands })),
)

/** Around every screen of a branch: what Ctrl+K can do there, loaded after the screen itself, and the payment drawer. */
export function InClinic() {
  return (
    <>
      <Suspense>
        <PatientCommands />
        <DeskCommands />
        <BillingCommands />
      </Suspense>
      <FirstStepsNotice />
      <Outlet />
      <PayFromAnywhere />
    </>
  )
}

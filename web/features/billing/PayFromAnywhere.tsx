import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useCan } from '../../shared/place.ts'

const PayDrawer = lazy(() => import('./PayDrawer.tsx').then((module) => ({ default: module.PayDrawer })))
const route = getRouteApi('/signed-in/clinics/$clinicId')

/** The payment drawer over whatever screen of the branch is open: `?pay=<patientId>` opens it, `?pay=find` asks who pays. */
export function PayFromAnywhere() {
  const { pay } = route.useSearch()
  const navigate = useNavigate()
  const mayPay = useCan('payments.create')
  if (!mayPay || !pay) return null

  const close = () =>
    void navigate({ to: '.', search: ((before: object) => ({ ...before, pay: undefined })) as never, replace: true })
  const choose = (patientId: string) =>
    void navigate({ to: '.', search: ((before: object) => ({ ...before, pay: patientId })) as never, replace: true })
  return (
    <Suspense>
      <PayDrawer patientId={pay === 'find' ? null : pay} onChoose={choose} onClose={close} />
    </Suspense>
  )
}

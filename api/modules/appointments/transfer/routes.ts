import * as contract from '#contract/transfers.ts'
import type { Routes } from '../../../core/route.ts'
import { previewTransfer, transferDoctor } from './transfer.ts'

/** A doctor's move between branches: identity, schedules and appointments at once, so it stands below all three. */
export function transferRoutes({ route }: Routes) {
  route(contract.previewTransfer, previewTransfer)
  route(contract.transferDoctor, transferDoctor, { oneAtATime: ({ doctorId }) => [doctorId] })
}

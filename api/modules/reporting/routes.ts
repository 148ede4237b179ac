import * as contract from '#contract/network.ts'
import type { Routes } from '../../core/route.ts'
import { getBranchDay } from './branch-day.ts'
import { getOverview } from './overview.ts'

export function reportingRoutes({ route }: Routes) {
  route(contract.getOverview, getOverview)
  route(contract.getBranchDay, getBranchDay)
}

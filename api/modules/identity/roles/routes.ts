import * as contract from '#contract/roles.ts'
import type { Routes } from '../../../core/route.ts'
import { changeRoles } from './change-roles.ts'
import { getAccess, listAccessChanges } from './queries.ts'
import { switchModules, switchOwnPatients } from './switches.ts'

export function roleRoutes({ route }: Routes) {
  route(contract.getRoles, getAccess)
  route(contract.getClinicRoles, getAccess)
  route(contract.changeRoles, changeRoles)
  route(contract.switchModules, switchModules)
  route(contract.switchOwnPatients, switchOwnPatients)
  route(contract.listAccessChanges, listAccessChanges)
}

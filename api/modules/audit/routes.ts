import * as contract from '#contract/audit.ts'
import type { Routes } from '../../core/route.ts'
import { checkAuditChain, getAuditChain } from './chain.ts'
import { listAuditEvents } from './events.ts'
import { exportAuditEvents } from './export.ts'
import { queuedCheck } from './jobs.ts'
import { listPatientLooks } from './looks.ts'
import { listAuditPeople } from './people.ts'
import { setAuditRetention } from './retention.ts'

export function auditRoutes({ route }: Routes) {
  route(contract.listAuditEvents, listAuditEvents)
  route(contract.listAuditPeople, listAuditPeople)
  route(contract.exportAuditEvents, exportAuditEvents)
  route(contract.getAuditChain, getAuditChain)
  route(contract.checkAuditChain, checkAuditChain(queuedCheck))
  route(contract.setAuditRetention, setAuditRetention)
  route(contract.listPatientLooks, listPatientLooks)
}

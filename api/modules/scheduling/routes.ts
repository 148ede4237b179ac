import * as schedule from '#contract/schedule.ts'
import * as services from '#contract/services.ts'
import type { Routes } from '../../core/route.ts'
import { listDoctors } from './doctors.ts'
import { addService, editService, listServices } from './services.ts'
import { addSession, editSession, listSessions, removeSession } from './sessions.ts'

export function schedulingRoutes({ route }: Routes) {
  route(schedule.listDoctors, listDoctors)
  route(schedule.listSessions, listSessions)
  route(schedule.addSession, addSession)
  route(schedule.editSession, editSession)
  route(schedule.removeSession, removeSession)
  route(services.listServices, listServices)
  route(services.addService, addService)
  route(services.editService, editService)
}

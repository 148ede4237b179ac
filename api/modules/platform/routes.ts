import * as platform from '#contract/platform.ts'
import * as registration from '#contract/registration.ts'
import { removeAnySecondStep as removeAnyEndpoint } from '#contract/second-step.ts'
import type { Routes } from '../../core/route.ts'
import type { Door } from '../identity/index.ts'
import { checkOperatorChain, getOperatorChain, listOperatorActs, listOperators } from './acts.ts'
import { openPlatformDoor } from './door.ts'
import {
  endElevation,
  endSupportVisit,
  leaveOrganization,
  listElevations,
  listSupportLooks,
  listSupportVisits,
  startElevation,
} from './elevations.ts'
import { addFirstDoctor } from './first-doctor.ts'
import { dismissFirstSteps, getFirstSteps } from './first-steps.ts'
import { makeOrganization } from './make-organization.ts'
import { listOrganizations, resumeOrganization, setPlan, suspendOrganization } from './organizations.ts'
import { getPlan } from './plan.ts'
import { beginRegistration, confirmRegistration, openRegistration } from './register.ts'
import { addSample, removeSample } from './sample.ts'
import { removeAnySecondStep } from './second-steps.ts'

/** Answers how to close the operator's door. */
export function platformRoutes(routes: Routes, door: Door): { close(): Promise<void> } {
  const { withPlatform, close } = openPlatformDoor(routes)
  withPlatform('to see who uses the installation', platform.listOrganizations, listOrganizations)
  withPlatform('to see where support was', platform.listElevations, listElevations)
  withPlatform('to make an organization', platform.makeOrganization, (tx, input, request) =>
    makeOrganization(routes, tx, input, request),
  )
  withPlatform('to change a plan', platform.setPlan, setPlan)
  withPlatform('to suspend an organization', platform.suspendOrganization, suspendOrganization)
  withPlatform('to resume an organization', platform.resumeOrganization, resumeOrganization)
  withPlatform('to support an organization', platform.startElevation, (tx, input, request) =>
    startElevation(routes, tx, input, request),
  )

  withPlatform('to end a visit of support', platform.endElevation, (tx, input, request) =>
    endElevation(routes, tx, input, request),
  )
  withPlatform('to see what operators did', platform.listOperatorActs, listOperatorActs)
  withPlatform('to see who operates the installation', platform.listOperators, listOperators)
  withPlatform('to see whether the trail of operators is whole', platform.getOperatorChain, getOperatorChain)
  withPlatform('to verify the trail of operators', platform.checkOperatorChain, checkOperatorChain)

  withPlatform('to let somebody in who lost phone and recovery codes', removeAnyEndpoint, (tx, input, request) =>
    removeAnySecondStep(routes, tx, input, request),
  )

  const { route } = routes
  route(platform.leaveOrganization, leaveOrganization)
  route(platform.getPlan, getPlan)
  route(platform.listSupportVisits, listSupportVisits)
  route(platform.listSupportLooks, listSupportLooks)
  route(platform.endSupportVisit, endSupportVisit)

  routes.public(registration.beginRegistration, (input, request) => beginRegistration(routes, input, request))
  routes.public(registration.openRegistration, (input) => openRegistration(routes, input))
  routes.public(registration.confirmRegistration, (input, request) => confirmRegistration(door, input, request))
  route(registration.getFirstSteps, getFirstSteps)
  route(registration.dismissFirstSteps, dismissFirstSteps)
  route(registration.addFirstDoctor, addFirstDoctor)
  route(registration.addSample, addSample)
  route(registration.removeSample, removeSample)
  return { close }
}

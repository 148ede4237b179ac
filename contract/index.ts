import * as account from './account.ts'
import * as appointments from './appointments.ts'
import * as audit from './audit.ts'
import * as billing from './billing.ts'
import * as branding from './branding.ts'
import * as clinics from './clinics.ts'
import * as encounters from './encounters.ts'
import type { Endpoint } from './endpoint.ts'
import * as fields from './fields.ts'
import * as health from './health.ts'
import * as imports from './imports.ts'
import * as invitations from './invitations.ts'
import * as live from './live.ts'
import * as network from './network.ts'
import * as patients from './patients.ts'
import * as people from './people.ts'
import * as photos from './photos.ts'
import * as platform from './platform.ts'
import * as registration from './registration.ts'
import * as roles from './roles.ts'
import * as schedule from './schedule.ts'
import * as secondStep from './second-step.ts'
import * as services from './services.ts'
import * as session from './session.ts'
import * as staff from './staff.ts'
import * as transfers from './transfers.ts'

const nouns = [
  patients,
  fields,
  billing,
  appointments,
  schedule,
  services,
  clinics,
  branding,
  encounters,
  network,
  roles,
  imports,
  people,
  invitations,
  staff,
  secondStep,
  photos,
  transfers,
  audit,
  platform,
  registration,
  session,
  account,
  live,
  health,
]

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'verb' in value && 'needs' in value
}

/** Every endpoint of the contract, for the OpenAPI document and the generated tests. */
export const everyEndpoint: Endpoint[] = nouns.flatMap((noun) => Object.values(noun).filter(isEndpoint))

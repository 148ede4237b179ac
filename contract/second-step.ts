import * as z from 'zod'
import { endpoint } from './endpoint.ts'

// For somebody who lost the phone and the recovery codes. A POST: nothing secret is sent or answered.

const reason = z.string().trim().min(3).max(300)
const summary =
  'Remove the second step of somebody who lost phone and recovery codes: every device is signed out, and a mail says so.'

export const removeSecondStep = endpoint({
  name: 'removeSecondStep',
  verb: 'POST',
  path: '/clinics/:clinicId/people/:personId/second-step/remove',
  needs: 'people.update',
  confirm: true,
  summary: `${summary} Only where all that she holds is up to the one who asks.`,
  input: z.object({ reason }),
})

export const removeStaffSecondStep = endpoint({
  name: 'removeStaffSecondStep',
  verb: 'POST',
  path: '/organization/people/:personId/second-step/remove',
  needs: 'network.update',
  confirm: true,
  summary,
  input: z.object({ reason }),
})

export const removeAnySecondStep = endpoint({
  name: 'removeAnySecondStep',
  verb: 'POST',
  path: '/platform/second-steps/remove',
  needs: 'platform.super_admin',
  confirm: true,
  summary: `${summary} Of anybody of this installation but oneself: operators, people of several organizations, an only owner.`,
  input: z.object({ login: z.string().trim().min(1).max(254), reason }),
  output: z.object({ fullName: z.string() }),
})

import { accountMade } from './account-made.ts'
import { addressLost } from './address-lost.ts'
import { auditBroken } from './audit-broken.ts'
import { confirmPractice } from './confirm-practice.ts'
import { invitation } from './invitation.ts'
import { newDevice } from './new-device.ts'
import { passwordChanged } from './password-changed.ts'
import { passwordReset } from './password-reset.ts'
import { practiceMade } from './practice-made.ts'
import { secondStepRemoved } from './second-step-removed.ts'
import { supportEntered } from './support-entered.ts'
import { visitingBooking } from './visiting-booking.ts'

/** Every mail the product can send: a file each, and a line here. */
export const templates = {
  accountMade,
  addressLost,
  auditBroken,
  confirmPractice,
  invitation,
  newDevice,
  passwordChanged,
  passwordReset,
  practiceMade,
  secondStepRemoved,
  supportEntered,
  visitingBooking,
}
export type TemplateName = keyof typeof templates
export type ValuesOf<Name extends TemplateName> = Parameters<(typeof templates)[Name]['en']>[0]

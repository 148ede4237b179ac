import { newDevice } from './new-device.ts'
import { passwordChanged } from './password-changed.ts'
import { passwordReset } from './password-reset.ts'

/** Every mail the product can send: a file each, and a line here. */
export const templates = { newDevice, passwordChanged, passwordReset }
export type TemplateName = keyof typeof templates
export type ValuesOf<Name extends TemplateName> = Parameters<(typeof templates)[Name]['en']>[0]

import { z } from 'zod'

/**
 * Whether somebody could dial it: 4 to 15 digits (ITU-T E.164 allows 15) in any script, with what people write between
 * them; several with a slash or a comma between, as on a letterhead. Nothing written is no number, and no fault.
 */
export function isPhone(text: string): boolean {
  if (text.trim() === '') return true
  return text.split(/[/,;]/).every((part) => {
    const digits = part.replace(/\P{Nd}/gu, '').length
    return digits >= 4 && digits <= 15 && /^[\p{Nd}\s+().-]*((ext?\.?|x|#)\s*\p{Nd}+)?\s*$/iu.test(part)
  })
}

/** A phone number as people type it; the server keeps it as it is dialled from anywhere. */
export const Phone = z.string().trim().max(40).refine(isPhone, 'This is not a phone number.')

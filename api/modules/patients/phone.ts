import { toE164 } from '#api/integrations/files/index.ts'

/** The number as it is dialled from anywhere, or as it was written when it is none; null for nothing. */
export function phoneOf(written: string | null | undefined, country: string): string | null {
  const text = written?.trim()
  return text ? (toE164(text, country) ?? text) : null
}

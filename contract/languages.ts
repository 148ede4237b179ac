import * as z from 'zod'

/** What screens and mails are written in. */
export const Language = z.enum(['en', 'ur'])
export type Language = z.infer<typeof Language>

/** What documents are printed in. */
export const PrintLanguage = z.enum(['en', 'ur', 'hi'])
export type PrintLanguage = z.infer<typeof PrintLanguage>

import * as z from 'zod'

/** The tab of an import's result. */
export const ImportSearch = z.object({ tab: z.enum(['duplicates', 'refused', 'gaps']).optional().catch(undefined) })

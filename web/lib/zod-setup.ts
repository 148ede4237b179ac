import * as z from 'zod'

// Imported before anything that parses: zod would otherwise try `new Function`, which the content
// security policy refuses and reports.
z.config({ jitless: true })

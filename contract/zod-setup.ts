import * as z from 'zod'

// Before anything is declared: in a page zod would try `new Function`, which the content security policy refuses and
// reports. On the server that is what makes parsing fast.
if ('document' in globalThis) z.config({ jitless: true })

import * as z from 'zod'
import { endpoint } from './endpoint.ts'

export const getHealth = endpoint({
  name: 'getHealth',
  verb: 'GET',
  path: '/health',
  needs: 'public',
  summary: 'The process is up.',
  output: z.object({ ok: z.literal(true) }),
})

export const getReadiness = endpoint({
  name: 'getReadiness',
  verb: 'GET',
  path: '/ready',
  needs: 'public',
  summary: 'The process reaches its database.',
  output: z.object({ ready: z.literal(true) }),
})

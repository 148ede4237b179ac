import type { Endpoint } from '#contract/endpoint.ts'
import { everyEndpoint } from '#contract/index.ts'
import { type Permission, permissions } from '#contract/permissions.ts'

/** An endpoint that asks for a right of the matrix. */
export type Guarded = Endpoint & { needs: Permission }

/** Every endpoint of the matrix: not those for anybody, for any session, or for the operator. */
export const guardedEndpoints = everyEndpoint.filter((one): one is Guarded =>
  (permissions as string[]).includes(one.needs),
)

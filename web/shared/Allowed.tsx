import type { ReactNode } from 'react'
import type { Permission } from '#contract/permissions.ts'
import { NotFound } from './NotFound.tsx'
import { useCan } from './place.ts'

/** A page for those who may see it; anybody else finds nothing at this address. The API refuses all the same. */
export function Allowed({ needs, children }: { needs: Permission; children: ReactNode }) {
  return useCan(needs) ? children : <NotFound />
}

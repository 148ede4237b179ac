import type { Proof } from '../proof.ts'
import { proveWalls } from '../walls.ts'

export const proof: Proof = {
  name: 'walls',
  title: 'No organization and no branch sees or touches another’s rows, through any endpoint, in any role.',
  run: proveWalls,
}

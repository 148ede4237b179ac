import { proveAudit } from '../audit.ts'
import type { Proof } from '../proof.ts'

export const proof: Proof = {
  name: 'audit',
  title: 'Every act leaves a row that says who, where, why and what changed, and nobody changes that row unseen.',
  run: proveAudit,
}

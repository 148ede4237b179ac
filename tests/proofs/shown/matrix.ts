import { proveMatrix } from '../matrix.ts'
import type { Proof } from '../proof.ts'

export const proof: Proof = {
  name: 'matrix',
  title: 'Each role can do what the committed matrix gives it, in every endpoint, and nothing else.',
  run: proveMatrix,
}

import { proveMutations } from '../mutations.ts'
import type { Proof } from '../proof.ts'

export const proof: Proof = {
  name: 'mutations',
  title: 'Whatever of the guard is broken, the tests of the walls and the matrix notice.',
  run: proveMutations,
}

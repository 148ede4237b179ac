import type { Proof } from '../proof.ts'
import { proveSql } from '../sql.ts'

export const proof: Proof = {
  name: 'sql',
  title: 'SQL of an attacker’s choosing, run as the app’s own role, opens nothing that is not listed.',
  run: (options) => proveSql(options),
}

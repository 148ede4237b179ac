import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Proof } from './proof.ts'

const folder = join(import.meta.dirname, 'shown')

/** Every proof of the folder `shown`, by name: a file there is all that a new one needs. */
export async function everyProof(): Promise<Proof[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'))
  const modules = await Promise.all(files.map((file) => import(join(folder, file)) as Promise<{ proof: Proof }>))
  return modules.map(({ proof }) => proof).sort((one, other) => one.name.localeCompare(other.name))
}

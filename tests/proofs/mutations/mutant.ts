/** One thing broken on purpose, and whether anything noticed. */
export interface Mutant {
  /** Such as `policy clinic_wall on patients opened`. */
  name: string
  /** What turned red first; null: nothing did, and the guard has a hole that no test would show. */
  killedBy: string | null
}

import { sql } from '../../core/tx.ts'
import type { Person } from './duplicate-person.ts'

/** What people are compared by, as columns of a `patients p`. */
export const personColumns = sql`p.full_name as "fullName", p.given_name as "givenName", p.family_name as "familyName",
  p.born_on as "bornOn", p.sex, p.phone, p.second_phone as "secondPhone", p.email, p.national_id as "nationalId",
  p.address, p.city`

/** The part of any record that people are compared by. */
export function personOf(given: Person): Person {
  const { fullName, givenName, familyName, bornOn, sex, phone, secondPhone, email, nationalId, address, city } = given
  return { fullName, givenName, familyName, bornOn, sex, phone, secondPhone, email, nationalId, address, city }
}

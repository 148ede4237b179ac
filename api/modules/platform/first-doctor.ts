import type { Input, Output } from '#contract/endpoint.ts'
import type { addFirstDoctor as endpoint } from '#contract/registration.ts'
import type { Tx } from '../../core/tx.ts'
import { giveRole } from '../identity/index.ts'
import { addDoctor } from '../scheduling/index.ts'

/** A doctor who works whenever the branch is open; one's own name makes the person who asks a doctor here as well. */
export async function addFirstDoctor(tx: Tx, input: Input<typeof endpoint>): Promise<Output<typeof endpoint>> {
  const { fullName, specialty, isMe } = input
  const userId = isMe ? tx.userId : null
  const doctor = await addDoctor(tx, { fullName, specialties: specialty ? [specialty] : [], userId })
  if (userId) await giveRole(tx, userId, tx.clinicId, 'doctor')
  return doctor
}

import { createInvoice, getAccount } from '#contract/billing.ts'
import { registerPatient } from '#contract/patients.ts'
import type { Stage } from './harness.ts'

/** What billing's plays begin with: patients of Gulberg who owe, and their accounts as the API has them. */
export function tillOf(stage: () => Stage) {
  const here = () => ({ clinicId: stage().clinics.gulberg })
  return {
    /** A patient who owes: so many consultations at 2,000 rupees, each on an invoice of its own, the oldest first. */
    async owing(fullName: string, invoices = 1): Promise<string> {
      const { people, services, ok } = stage()
      const { id } = await ok(people.receptionist, registerPatient, { ...here(), fullName })
      const lines = [{ serviceId: services.gulberg }]
      for (let made = 0; made < invoices; made++)
        await ok(people.billing, createInvoice, { ...here(), patientId: id, lines })
      return id
    },
    account: (patientId: string) => stage().ok(stage().people.billing, getAccount, { ...here(), patientId }),
  }
}

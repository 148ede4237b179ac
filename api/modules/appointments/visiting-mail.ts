import { type Query, sql, type Tx } from '../../core/tx.ts'
import { sendMail } from '../../integrations/mail/index.ts'

/** A visiting doctor who hears of bookings by mail, and where. */
export interface VisitingDoctor {
  email: string
  branch: string
}

/** A row when the doctor has no sign-in but an address, and the branch mails such doctors. Travels with what is read anyway. */
export function visitingDoctorQuery(tx: Tx, doctorId: string): Query<VisitingDoctor> {
  return sql<VisitingDoctor>`select d.email, c.name as branch from clinics c
    join doctors d on d.organization_id = c.organization_id and d.id = ${doctorId}
    where c.organization_id = ${tx.organizationId} and c.id = ${tx.clinicId} and c.mails_visiting_doctors
      and d.user_id is null and d.email is not null`
}

interface Booked {
  doctorName: string
  when: string
  minutes: number
  patientNumber: string
  service: string
}

/** Tells her, when she is one of those. */
export async function tellVisitingDoctor(tx: Tx, to: VisitingDoctor | undefined, booked: Booked): Promise<void> {
  if (!to) return
  const { doctorName, ...rest } = booked
  await sendMail(tx, {
    to: to.email,
    template: 'visitingBooking',
    clinicId: tx.clinicId,
    values: { name: doctorName, branch: to.branch, ...rest },
  })
}

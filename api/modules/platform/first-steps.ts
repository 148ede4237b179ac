import type { FirstSteps } from '#contract/registration.ts'
import { sql, type Tx } from '../../core/tx.ts'

/** What this branch still misses. A first booking of a sample patient does not count as one. */
export function getFirstSteps(tx: Tx): Promise<FirstSteps> {
  const here = (alias: string) =>
    sql`${sql.ref(`${alias}.organization_id`)} = ${tx.organizationId} and ${sql.ref(`${alias}.clinic_id`)} = ${tx.clinicId}`
  return tx.one(sql<FirstSteps>`select exists (select from first_steps f where ${here('f')} and f.dismissed_at is null)
      and not (s.hours and s.doctor and s.booking) as shown, s.*
    from (select
      exists (select from clinic_hours h where ${here('h')}) as hours,
      exists (select from clinic_doctors d join doctor_sessions t on t.organization_id = d.organization_id
        and t.clinic_id = d.clinic_id and t.doctor_id = d.doctor_id where ${here('d')} and d.active) as doctor,
      exists (select from appointments a where ${here('a')} and not exists (select from sample_appointments x
        where x.organization_id = a.organization_id and x.clinic_id = a.clinic_id and x.appointment_id = a.id)) as booking,
      (select count(*)::int from sample_patients p where ${here('p')}) as "samplePatients",
      (select count(*)::int from sample_appointments b where ${here('b')}) as "sampleAppointments") s`)
}

export async function dismissFirstSteps(tx: Tx): Promise<FirstSteps> {
  const rows = await tx.rows(sql`update first_steps set dismissed_at = now()
    where organization_id = ${tx.organizationId} and clinic_id = ${tx.clinicId} and dismissed_at is null returning 1`)
  if (rows.length > 0) tx.record('clinic.firstStepsDismissed', tx.clinicId)
  else tx.recordNothing('they were put away already')
  return getFirstSteps(tx)
}

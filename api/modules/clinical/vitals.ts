import type { recordVitals as recordVitalsEndpoint, Vitals } from '#contract/encounters.ts'
import type { Input } from '#contract/endpoint.ts'
import { Refused } from '../../core/errors.ts'
import { sql, type Tx } from '../../core/tx.ts'
import { vitalsJson } from './json.ts'
import { refuseVitals } from './rules.ts'

/** Takes down what was measured. Measuring again adds a row: what was read before stays readable. */
export async function recordVitals(tx: Tx, input: Input<typeof recordVitalsEndpoint>): Promise<Vitals> {
  const { clinicId: _, appointmentId, note = '', ...values } = input
  const visit = await tx.one(sql<{ patientId: string; status: string; encounterStatus: string | null }>`
    select a.patient_id as "patientId", a.status, e.status as "encounterStatus" from appointments a
    left join encounters e on e.organization_id = a.organization_id and e.clinic_id = a.clinic_id and e.appointment_id = a.id
    where a.organization_id = ${tx.organizationId} and a.clinic_id = ${tx.clinicId} and a.id = ${appointmentId}`)
  const refusal = refuseVitals(visit.status, visit.encounterStatus, values)
  if (refusal) {
    const { code, field, message } = refusal
    throw new Refused(code, field && { fields: [{ field, message }] }, message)
  }
  const { vitals } = await tx.one(sql<{ vitals: Vitals }>`with v as (
      insert into vitals (patient_id, appointment_id, systolic_mmhg, diastolic_mmhg, pulse_per_minute,
        temperature_tenths_celsius, spo2_percent, weight_grams, glucose_mg_dl, note)
      values (${visit.patientId}, ${appointmentId}, ${values.systolicMmhg ?? null}, ${values.diastolicMmhg ?? null},
        ${values.pulsePerMinute ?? null}, ${values.temperatureTenthsCelsius ?? null}, ${values.spo2Percent ?? null},
        ${values.weightGrams ?? null}, ${values.glucoseMgDl ?? null}, ${note}) returning *
    ) select ${vitalsJson} as vitals from v
      left join people by on by.organization_id = v.organization_id and by.user_id = v.measured_by`)
  tx.record('vitals.recorded', vitals.id, { appointmentId })
  return vitals
}

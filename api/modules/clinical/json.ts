import type { PrescriptionLine } from '#contract/prescribing.ts'
import { sql } from '../../core/tx.ts'

type Piece = ReturnType<typeof sql>

/** An instant inside json: PostgreSQL would write the session's offset, the contract says `Z`. */
export const instant = (column: Piece) => sql`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** A row `v` of vitals with its person `by`. */
export const vitalsJson = sql`json_build_object('id', v.id, 'systolicMmhg', v.systolic_mmhg, 'diastolicMmhg', v.diastolic_mmhg,
  'pulsePerMinute', v.pulse_per_minute, 'temperatureTenthsCelsius', v.temperature_tenths_celsius,
  'spo2Percent', v.spo2_percent, 'weightGrams', v.weight_grams, 'glucoseMgDl', v.glucose_mg_dl, 'note', v.note,
  'measuredAt', ${instant(sql`v.measured_at`)}, 'measuredBy', by.full_name)`

const part = (column: string) => sql`${sql.ref(column)}.organization_id = e.organization_id
  and ${sql.ref(column)}.clinic_id = e.clinic_id and ${sql.ref(column)}.encounter_id = e.id`

/** An encounter `e` with its doctor `d` and who finished it, `by`. */
export const encounterJson = sql`json_build_object('id', e.id, 'appointmentId', e.appointment_id, 'status', e.status,
  'doctorId', e.doctor_id, 'doctorName', d.full_name, 'note', e.note, 'advice', e.advice, 'followUpOn', e.follow_up_on,
  'prescription', e.prescription,
  'diagnoses', (select coalesce(json_agg(json_build_object('code', x.code, 'title', c.title, 'tooth', x.tooth)
      order by x.position), '[]') from encounter_diagnoses x join diagnosis_codes c on c.code = x.code where ${part('x')}),
  'services', (select coalesce(json_agg(json_build_object('serviceId', x.service_id, 'name', s.name, 'tooth', x.tooth,
      'quantity', x.quantity, 'unitMinor', x.unit_minor) order by x.position), '[]')
    from encounter_services x join services s on s.organization_id = x.organization_id and s.clinic_id = x.clinic_id
      and s.id = x.service_id where ${part('x')}),
  'startedAt', ${instant(sql`e.started_at`)}, 'finishedAt', ${instant(sql`e.finished_at`)}, 'finishedBy', by.full_name,
  'warnings', e.warnings, 'warningsReason', e.warnings_reason,
  'addenda', (select coalesce(json_agg(json_build_object('id', x.id, 'note', x.note, 'writtenBy', w.full_name,
      'writtenAt', ${instant(sql`x.written_at`)}) order by x.written_at), '[]')
    from encounter_addenda x join people w on w.organization_id = x.organization_id and w.user_id = x.written_by
    where ${part('x')}),
  'version', e.version)`

/** Lines as they stand in the database, with what an older writer left out. */
export function linesOf(stored: readonly Partial<PrescriptionLine>[]): PrescriptionLine[] {
  return stored.map(({ medicine = '', drugClass, dose, route, days, advice }) => ({
    medicine,
    drugClass: drugClass ?? '',
    dose: dose ?? '',
    route: route ?? '',
    days: days ?? null,
    advice: advice ?? '',
  }))
}

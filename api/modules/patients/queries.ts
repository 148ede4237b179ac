import type { Patient } from '#contract/patients.ts'
import { type Query, sql, type Tx } from '../../core/tx.ts'
import { fieldValues } from './answers.ts'

/** One patient with alerts, in one statement. `lock`: until the transaction ends, for who is about to change it. */
export function patientQuery(tx: Tx, patientId: string, lock = false): Query<Patient> {
  return sql<Patient>`select p.id, p.number, p.full_name as "fullName", p.sex, p.born_on as "bornOn", p.phone,
      p.second_phone as "secondPhone", p.email, p.national_id as "nationalId", p.guardian, p.address, p.city, p.notes,
      p.tags, p.external_ref as "externalRef", p.due_minor as "dueMinor", p.archived_at as "archivedAt",
      p.archive_reason as "archiveReason", p.created_at as "createdAt", p.version,
      (select coalesce(json_agg(json_build_object('id', l.id, 'kind', l.kind, 'label', l.label,
          'drugClass', l.drug_class, 'severity', l.severity)
          order by array_position(array['severe', 'moderate', 'mild'], l.severity), l.id), '[]')
        from patient_alerts l
        where l.organization_id = p.organization_id and l.clinic_id = p.clinic_id and l.patient_id = p.id) as alerts,
      ${fieldValues} as fields,
      (select count(*)::int from duplicate_proposals d
        where d.organization_id = p.organization_id and d.clinic_id = p.clinic_id and d.status = 'open'
          and (d.patient_id = p.id or d.other_id = p.id)) as "openDuplicates"
    from patients p
    where p.organization_id = ${tx.organizationId} and p.clinic_id = ${tx.clinicId} and p.id = ${patientId}
    ${lock ? sql`for update of p` : sql``}`
}

export function getPatient(tx: Tx, { patientId }: { patientId: string }): Promise<Patient> {
  return tx.one(patientQuery(tx, patientId))
}

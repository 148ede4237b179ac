import type { AuditSearch } from './audit-search.ts'

/** The URL's filters as the API asks for them. */
export function filtersOf({ who, branch, kinds, patient, subject, from, to, support }: AuditSearch) {
  return {
    groups: kinds ?? [],
    elevated: support === true,
    ...(who && { userId: who }),
    ...(branch && { clinicId: branch }),
    ...(patient && { patientId: patient }),
    ...(subject && { subjectId: subject }),
    ...(from && { from }),
    ...(to && { to }),
  }
}

/** Whether anything narrows the list: an empty one then says so. */
export function isFiltered({ before: _, act: __, ...filters }: AuditSearch): boolean {
  return Object.values(filters).some((value) => value !== undefined)
}

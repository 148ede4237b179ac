import { useNavigate } from '@tanstack/react-router'
import { homes, permissionsIn, type Role } from '#contract/permissions.ts'
import type { Access } from '#contract/roles.ts'
import { listDoctors } from '#contract/schedule.ts'
import { callApi } from '../../lib/api.ts'
import { preview } from '../../lib/preview.ts'
import { queryClient } from '../../lib/query.ts'

/** Begins to look at a branch with the rights of a role, at that role's own start; as a doctor, with the eyes of one. */
export function useViewAs() {
  const navigate = useNavigate()
  return async ({ deviations, branches }: Access, clinicId: string, role: Role) => {
    const branch = branches.find((one) => one.clinicId === clinicId)
    const from = location.pathname + location.search
    // Who may not read the branch's doctors looks without the eyes of one.
    const doctors = role === 'doctor' ? await callApi(listDoctors, { clinicId, specialty: [] }).catch(() => []) : []
    preview.set({
      clinicId,
      role,
      permissions: permissionsIn({ id: clinicId, modulesOff: branch?.modulesOff ?? [] }, [role], deviations),
      doctors,
      doctorId: doctors[0]?.id ?? null,
      ownPatients: branch?.ownPatients ?? false,
      from,
    })
    // What was read with other eyes is not shown with these.
    queryClient.removeQueries({ type: 'inactive' })
    void navigate({ href: `/clinics/${clinicId}/${homes[role]}` })
  }
}

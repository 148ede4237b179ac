import { useNavigate } from '@tanstack/react-router'
import { homes, permissionsIn, type Role } from '#contract/permissions.ts'
import type { Access } from '#contract/roles.ts'
import { preview } from '../../lib/preview.ts'

/** Begins to look at a branch with the rights of a role, at that role's own start. */
export function useViewAs() {
  const navigate = useNavigate()
  return ({ deviations, branches }: Access, clinicId: string, role: Role) => {
    const modulesOff = branches.find((branch) => branch.clinicId === clinicId)?.modulesOff ?? []
    preview.set({
      clinicId,
      role,
      permissions: permissionsIn({ id: clinicId, modulesOff }, [role], deviations),
      from: location.pathname + location.search,
    })
    void navigate({ href: `/clinics/${clinicId}/${homes[role]}` })
  }
}

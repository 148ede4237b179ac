import { useMediaQuery } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import type { Role } from '#contract/permissions.ts'
import type { Access } from '#contract/roles.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Legend } from './Legend.tsx'
import { MatrixTable } from './MatrixTable.tsx'
import { type Cell, matrixOf, type Pending } from './matrix-model.ts'
import type { RolesSearch } from './roles-search.ts'

/** A phone shows one role; the desk begins, it has the most people. */
export function useShownRole(role: Role | undefined): { role: Role | undefined; oneRole: boolean } {
  const oneRole = useMediaQuery('(max-width: 47.99em)') ?? false
  return { role: role ?? (oneRole ? 'receptionist' : undefined), oneRole }
}

interface MatrixProps {
  access: Access
  clinicId: string | null
  search: RolesSearch
  role: Role | undefined
  pending: Pending
  onSet?: (cell: Cell, allowed: boolean, limitMinor?: number | null) => void
  onReset?: (cell: Cell) => void
  onViewAs?: ((role: Role) => void) | undefined
}

export function Matrix({ access, clinicId, search, role, pending, ...acts }: MatrixProps) {
  const { t } = useTranslation('roles')
  const groups = matrixOf({ access, clinicId, pending, role, module: search.module, changed: search.changed })
  return (
    <>
      <Legend editable={acts.onSet !== undefined} />
      {groups.length === 0 ? (
        <EmptyState title={t('nothingChanged')}>{t('nothingChangedHint')}</EmptyState>
      ) : (
        <MatrixTable groups={groups} access={access} clinicId={clinicId} role={role} {...acts} />
      )}
    </>
  )
}

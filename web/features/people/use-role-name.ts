import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role } from '#contract/permissions.ts'

/** What a role is called in the person's language. */
export function useRoleName() {
  const { t } = useTranslation('roles')
  return useCallback((role: Role) => t(`role.${role}`), [t])
}

/** Several roles, separated as the language does it. */
export function useRoleNames() {
  const roleName = useRoleName()
  const { i18n } = useTranslation('roles')
  return useCallback(
    (roles: readonly Role[]) =>
      new Intl.ListFormat(i18n.language, { type: 'unit', style: 'short' }).format(roles.map(roleName)),
    [roleName, i18n.language],
  )
}

/** What a module of the matrix is called. */
export function useModuleName() {
  const { t } = useTranslation('roles')
  return (module: string) => t(`module.${module}` as 'module.clinic', { defaultValue: module })
}

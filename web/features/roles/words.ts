import { useTranslation } from 'react-i18next'
import type { Permission } from '#contract/permissions.ts'

/** Names of roles, modules and actions in the person's language. */
export function useRoleWords() {
  const { t } = useTranslation('roles')
  const moduleName = (module: string) => t(`module.${module}` as 'module.clinic', { defaultValue: module })
  const actionName = (action: string) => t(`action.${action}` as 'action.read', { defaultValue: action })
  return {
    roleName: (role: string) => t(`role.${role}` as 'role.doctor', { defaultValue: role }),
    moduleName,
    actionName,
    /** "Invoices: change". */
    rightName(permission: Permission | string) {
      const [module = '', action = ''] = permission.split('.')
      return `${moduleName(module)}: ${actionName(action)}`
    },
  }
}

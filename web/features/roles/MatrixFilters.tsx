import { Checkbox, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Module, modules, type Role, roles } from '#contract/permissions.ts'
import type { BranchAccess } from '#contract/roles.ts'
import type { RolesSearch } from './roles-search.ts'
import { useRoleWords } from './words.ts'

interface MatrixFiltersProps {
  search: RolesSearch
  role: Role | undefined
  /** One role at a time: a phone has room for no more. */
  oneRole: boolean
  onSearch: (search: RolesSearch) => void
  /** Head office chooses where; inside a branch there is nothing to choose. */
  branches?: readonly BranchAccess[] | undefined
}

/** Where, which role, which module, and only what deviates; all of it in the URL. */
export function MatrixFilters({ search, role, oneRole, onSearch, branches }: MatrixFiltersProps) {
  const { t } = useTranslation('roles')
  const { roleName, moduleName } = useRoleWords()
  return (
    <>
      {branches && (
        <Select
          size="xs"
          w="15rem"
          searchable
          aria-label={t('where')}
          nothingFoundMessage={t('noBranch')}
          value={search.branch ?? 'all'}
          allowDeselect={false}
          data={[
            { value: 'all', label: t('allBranches') },
            ...branches.map(({ clinicId, name, city }) => ({
              value: clinicId,
              label: city ? `${name}, ${city}` : name,
            })),
          ]}
          onChange={(value) => onSearch({ branch: value === 'all' ? undefined : (value ?? undefined) })}
        />
      )}
      <Select
        size="xs"
        w="11rem"
        aria-label={t('roleFilter')}
        placeholder={t('allRoles')}
        value={role ?? null}
        clearable={!oneRole}
        allowDeselect={!oneRole}
        data={roles.map((value) => ({ value, label: roleName(value) }))}
        onChange={(value) => onSearch({ role: (value ?? undefined) as Role | undefined })}
      />
      <Select
        size="xs"
        w="11rem"
        searchable
        aria-label={t('moduleFilter')}
        placeholder={t('allModules')}
        value={search.module ?? null}
        clearable
        data={modules.map((value) => ({ value, label: moduleName(value) }))}
        onChange={(value) => onSearch({ module: (value ?? undefined) as Module | undefined })}
      />
      <Checkbox
        label={t('onlyChanged')}
        checked={search.changed === true}
        onChange={(event) => onSearch({ changed: event.currentTarget.checked || undefined })}
      />
    </>
  )
}

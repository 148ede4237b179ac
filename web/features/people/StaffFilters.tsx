import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { roles } from '#contract/permissions.ts'
import { useSession } from '../../lib/session.ts'
import classes from './People.module.css'
import { PeopleFilters } from './PeopleFilters.tsx'
import type { StaffSearch } from './people-search.ts'
import { useRoleName } from './use-role-name.ts'

interface StaffFiltersProps {
  search: StaffSearch
  onChange: (change: Partial<StaffSearch>) => void
}

/** Branch, role, city, state and a word: all of it stands in the URL. */
export function StaffFilters({ search, onChange }: StaffFiltersProps) {
  const { t } = useTranslation('people')
  const roleName = useRoleName()
  const { clinics } = useSession()
  const cities = [...new Set(clinics.map(({ city }) => city))].filter(Boolean).sort()
  return (
    <>
      <PeopleFilters q={search.q} state={search.state} onChange={onChange} />
      <Select
        size="xs"
        className={classes.select}
        data={clinics.map(({ id, name }) => ({ value: id, label: name }))}
        value={search.branch ?? null}
        onChange={(branch) => onChange({ branch: branch ?? undefined })}
        placeholder={t('staff.anyBranch')}
        aria-label={t('staff.branch')}
        searchable
        clearable
      />
      <Select
        size="xs"
        className={classes.select}
        data={roles.map((role) => ({ value: role, label: roleName(role) }))}
        value={search.role ?? null}
        onChange={(role) => onChange({ role: (role as StaffSearch['role']) ?? undefined })}
        placeholder={t('staff.anyRole')}
        aria-label={t('staff.role')}
        clearable
      />
      {cities.length > 1 && (
        <Select
          size="xs"
          className={classes.select}
          data={cities}
          value={search.city ?? null}
          onChange={(city) => onChange({ city: city ?? undefined })}
          placeholder={t('staff.anyCity')}
          aria-label={t('staff.city')}
          searchable
          clearable
        />
      )}
    </>
  )
}

import { useTranslation } from 'react-i18next'
import { roles } from '#contract/permissions.ts'
import { useSession } from '../../lib/session.ts'
import { FilterChoice } from '../../ui/Filters.tsx'
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
      <FilterChoice
        value={search.branch}
        onChange={(branch) => onChange({ branch })}
        data={clinics.map(({ id, name }) => ({ value: id, label: name }))}
        any={t('staff.anyBranch')}
        label={t('staff.branch')}
        searchable
      />
      <FilterChoice
        value={search.role}
        onChange={(role) => onChange({ role })}
        data={roles.map((role) => ({ value: role, label: roleName(role) }))}
        any={t('staff.anyRole')}
        label={t('staff.role')}
      />
      {cities.length > 1 && (
        <FilterChoice
          value={search.city}
          onChange={(city) => onChange({ city })}
          data={cities.map((city) => ({ value: city, label: city }))}
          any={t('staff.anyCity')}
          label={t('staff.city')}
          searchable
        />
      )}
    </>
  )
}

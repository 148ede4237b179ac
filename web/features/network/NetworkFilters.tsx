import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { BranchRow } from '#contract/network.ts'
import { FilterChoice, FilterWord } from '../../ui/Filters.tsx'
import { placesOf } from './arrange.ts'
import type { NetworkSearch } from './network-search.ts'

interface NetworkFiltersProps {
  branches: readonly BranchRow[]
  search: NetworkSearch
  onChange: (change: Partial<NetworkSearch>) => void
}

/** Which branches, and in which order: all of it stands in the URL. */
export function NetworkFilters({ branches, search, onChange }: NetworkFiltersProps) {
  const { t } = useTranslation('network')
  const { regions, cities } = placesOf(branches, search.region)

  return (
    <>
      <FilterWord
        value={search.q}
        onChange={(q) => onChange({ q })}
        label={t('filter.search')}
        keysTitle={t('keys.title')}
        keyLabel={t('keys.search')}
        onLeave={() => document.querySelector<HTMLElement>('tr[data-branch][tabindex="0"]')?.focus()}
      />
      {regions.length > 1 && (
        <FilterChoice
          value={search.region}
          onChange={(region) => onChange({ region, city: undefined })}
          data={regions.map(itself)}
          any={t('filter.anyRegion')}
          label={t('filter.region')}
        />
      )}
      {cities.length > 1 && (
        <FilterChoice
          value={search.city}
          onChange={(city) => onChange({ city })}
          data={cities.map(itself)}
          any={t('filter.anyCity')}
          label={t('filter.city')}
          searchable
        />
      )}
      {regions.length > 1 && (
        <SegmentedControl
          value={search.group ?? 'trouble'}
          onChange={(value) => onChange({ group: value === 'region' ? 'region' : undefined })}
          data={[
            { value: 'trouble', label: t('filter.byTrouble') },
            { value: 'region', label: t('filter.byRegion') },
          ]}
          aria-label={t('filter.order')}
        />
      )}
    </>
  )
}

const itself = (name: string) => ({ value: name, label: name })

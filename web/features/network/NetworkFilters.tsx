import { SegmentedControl, Select, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { BranchRow } from '#contract/network.ts'
import { Keys } from '../../ui/KeyHints.tsx'
import { useKeys } from '../../ui/keys.ts'
import { placesOf } from './arrange.ts'
import classes from './NetworkPage.module.css'
import type { NetworkSearch } from './network-search.ts'

interface NetworkFiltersProps {
  branches: readonly BranchRow[]
  search: NetworkSearch
  onChange: (change: Partial<NetworkSearch>) => void
}

/** Which branches, and in which order: all of it stands in the URL. */
export function NetworkFilters({ branches, search, onChange }: NetworkFiltersProps) {
  const { t } = useTranslation('network')
  const field = useRef<HTMLInputElement>(null)
  useKeys(t('keys.title'), [{ keys: '/', label: t('keys.search'), run: () => field.current?.focus() }])
  const { regions, cities } = placesOf(branches, search.region)

  return (
    <>
      <TextInput
        ref={field}
        size="xs"
        className={classes.search}
        value={search.q ?? ''}
        onChange={(event) => onChange({ q: event.currentTarget.value || undefined })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onChange({ q: undefined })
          if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') {
            event.preventDefault()
            document.querySelector<HTMLElement>('tr[data-branch][tabindex="0"]')?.focus()
          }
        }}
        placeholder={t('filter.search')}
        aria-label={t('filter.search')}
        leftSection={<IconSearch size={15} stroke={1.7} />}
        rightSection={search.q ? null : <Keys keys="/" />}
      />
      {regions.length > 1 && (
        <Select
          size="xs"
          className={classes.select}
          data={regions}
          value={search.region ?? null}
          onChange={(region) => onChange({ region: region ?? undefined, city: undefined })}
          placeholder={t('filter.anyRegion')}
          aria-label={t('filter.region')}
          clearable
        />
      )}
      {cities.length > 1 && (
        <Select
          size="xs"
          className={classes.select}
          data={cities}
          value={search.city ?? null}
          onChange={(city) => onChange({ city: city ?? undefined })}
          placeholder={t('filter.anyCity')}
          aria-label={t('filter.city')}
          searchable
          clearable
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

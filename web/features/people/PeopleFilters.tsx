import { useTranslation } from 'react-i18next'
import { type PersonState, personStates } from '#contract/people.ts'
import { FilterChoice, FilterWord } from '../../ui/Filters.tsx'

interface PeopleFiltersProps {
  q: string | undefined
  state: PersonState | undefined
  onChange: (change: { q?: string | undefined; state?: PersonState | undefined }) => void
}

/** The word that is looked for, and the state; both stand in the URL. */
export function PeopleFilters({ q, state, onChange }: PeopleFiltersProps) {
  const { t } = useTranslation('people')
  return (
    <>
      <FilterWord
        value={q}
        onChange={(word) => onChange({ q: word })}
        label={t('search')}
        keysTitle={t('title')}
        restMs={200}
      />
      <FilterChoice
        value={state}
        onChange={(chosen) => onChange({ state: chosen })}
        data={personStates.map((value) => ({ value, label: t(`stateName.${value}`) }))}
        any={t('anyState')}
        label={t('state')}
      />
    </>
  )
}

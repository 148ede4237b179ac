import { Select, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type PersonState, personStates } from '#contract/people.ts'
import { Keys } from '../../ui/KeyHints.tsx'
import { useKeys } from '../../ui/keys.ts'
import classes from './People.module.css'

interface PeopleFiltersProps {
  q: string | undefined
  state: PersonState | undefined
  onChange: (change: { q?: string | undefined; state?: PersonState | undefined }) => void
}

/** The word that is looked for, and the state; both stand in the URL. */
export function PeopleFilters({ q, state, onChange }: PeopleFiltersProps) {
  const { t } = useTranslation('people')
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(q ?? '')
  useKeys(t('title'), [{ keys: '/', label: t('search'), run: () => field.current?.focus() }])
  // Asked for when the fingers rest: every letter would be a question to the server.
  useEffect(() => {
    if (typed === (q ?? '')) return
    const rest = setTimeout(() => onChange({ q: typed || undefined }), 200)
    return () => clearTimeout(rest)
  }, [typed, q, onChange])

  return (
    <>
      <TextInput
        ref={field}
        size="xs"
        className={classes.search}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        placeholder={t('search')}
        aria-label={t('search')}
        leftSection={<IconSearch size={15} stroke={1.7} />}
        rightSection={typed ? null : <Keys keys="/" />}
      />
      <Select
        size="xs"
        className={classes.select}
        data={personStates.map((value) => ({ value, label: t(`stateName.${value}`) }))}
        value={state ?? null}
        onChange={(value) => onChange({ state: value ?? undefined })}
        placeholder={t('anyState')}
        aria-label={t('state')}
        clearable
      />
    </>
  )
}

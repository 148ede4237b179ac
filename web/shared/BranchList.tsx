import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../lib/paths.ts'
import { useSession } from '../lib/session.ts'
import classes from './BranchList.module.css'
import { byCity } from './branches.ts'

/** Head office's way into a branch: searchable, grouped by city; Enter goes into the first that was found. */
export function BranchList({ className }: { className?: string | undefined }) {
  const { t } = useTranslation('shell')
  const { clinics } = useSession()
  const [query, setQuery] = useState('')
  const navigate = useNavigate()
  const cities = byCity(clinics, query)
  const [first] = query.trim() ? (cities[0]?.clinics ?? []) : []

  return (
    <div className={`${classes.branches} ${className ?? ''}`}>
      <TextInput
        size="xs"
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={({ key }) => key === 'Enter' && first && void navigate(paths.clinic(first.id))}
        placeholder={t('nav.findBranch')}
        aria-label={t('nav.findBranch')}
        leftSection={<IconSearch size={15} stroke={1.7} />}
      />
      <nav aria-label={t('nav.branchList')} className={classes.scroll}>
        {cities.map(({ city, clinics: inCity }) => (
          <section key={city}>
            <h2 className={classes.city}>{city}</h2>
            <ul className={classes.list}>
              {inCity.map(({ id, name }) => (
                <li key={id}>
                  <Link {...paths.clinic(id)} className={classes.link}>
                    {name}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
        {cities.length === 0 && <p className={classes.none}>{t('nav.noBranch')}</p>}
      </nav>
    </div>
  )
}

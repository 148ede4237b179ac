import { Combobox, UnstyledButton, useCombobox } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { useLocation, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { samePlace } from '../lib/paths.ts'
import { byCity } from './branches.ts'
import classes from './ClinicSwitcher.module.css'
import { usePlace } from './place.ts'

/** The branch on screen; with several, a list to change it that stays on the same screen. */
export function ClinicSwitcher() {
  const { t } = useTranslation('shell')
  const { session, clinic } = usePlace()
  const { pathname } = useLocation()
  const router = useRouter()
  const [query, setQuery] = useState('')
  const combobox = useCombobox({
    onDropdownOpen: () => combobox.focusSearchInput(),
    onDropdownClose: () => setQuery(''),
  })
  if (!clinic) return <span className={classes.name}>{t('hq', { organization: session.organization.name })}</span>
  if (session.clinics.length === 1) return <span className={classes.name}>{clinic.name}</span>

  const cities = byCity(session.clinics, query)
  const open = (clinicId: string) => {
    combobox.closeDropdown()
    router.history.push(samePlace(pathname, clinicId))
  }

  return (
    <Combobox store={combobox} onOptionSubmit={open} width={280} position="bottom-start" shadow="md" radius="lg">
      <Combobox.Target targetType="button">
        <UnstyledButton className={classes.button} onClick={() => combobox.toggleDropdown()}>
          <span className={classes.name}>{clinic.name}</span>
          <span className={classes.city}>{clinic.city}</span>
          <span className="visually-hidden">{t('switcher.change')}</span>
          <IconChevronDown size={15} stroke={1.8} aria-hidden />
        </UnstyledButton>
      </Combobox.Target>
      <Combobox.Dropdown>
        {session.clinics.length > 6 && (
          <Combobox.Search
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
            placeholder={t('switcher.find')}
            aria-label={t('switcher.find')}
          />
        )}
        <Combobox.Options aria-label={t('nav.branchList')} mah={360} className={classes.options}>
          {cities.length === 0 && <Combobox.Empty>{t('switcher.none')}</Combobox.Empty>}
          {cities.map(({ city, clinics }) => (
            <Combobox.Group key={city} label={city}>
              {clinics.map(({ id, name }) => (
                <Combobox.Option key={id} value={id} className={classes.option}>
                  {name}
                  {id === clinic.id && <IconCheck size={15} aria-hidden />}
                </Combobox.Option>
              ))}
            </Combobox.Group>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

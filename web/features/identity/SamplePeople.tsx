import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Role } from '#contract/permissions.ts'
import { Initials } from '../../ui/Initials.tsx'
import classes from './SamplePeople.module.css'

interface SamplePerson {
  login: string
  password: string
  fullName: string
  role: Role | 'super_admin' | 'support'
  clinic: string | null
}

interface SamplePeopleProps {
  people: readonly SamplePerson[]
  busy: boolean
  onChoose: (person: { login: string; password: string }) => void
}

/** One click each, so that everybody can see the product as each role does. */
export function SamplePeople({ people, busy, onChoose }: SamplePeopleProps) {
  const { t } = useTranslation('signIn')
  return (
    <aside className={classes.aside} aria-labelledby="sample-people">
      <h2 id="sample-people" className={classes.title}>
        {t('sampleTitle')}
      </h2>
      <ul className={classes.cards}>
        {people.map(({ login, password, fullName, role, clinic }) => (
          <li key={login}>
            <UnstyledButton className={classes.card} disabled={busy} onClick={() => onChoose({ login, password })}>
              <Initials name={fullName} size={36} />
              <span className={classes.words}>
                <span className={classes.role}>{t(`roles.${role}`)}</span>
                <span className={classes.name}>
                  {fullName} · {clinic ?? t(operates(role) ? 'samplePlatform' : 'sampleGroup')}
                </span>
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      <p className={classes.hint}>{t('sampleHint')}</p>
    </aside>
  )
}

function operates(role: SamplePerson['role']): boolean {
  return role === 'super_admin' || role === 'support'
}

import { Title, UnstyledButton } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { getOrganizationInfo } from '#contract/session.ts'
import { languages } from '../lib/i18n.ts'
import { useCall } from '../lib/query.ts'
import { BrandMark } from './BrandMark.tsx'
import { BrandTheme } from './BrandTheme.tsx'
import classes from './Door.module.css'

/** Whose door this host is: its name, colour and logo, or nulls. */
export function useHost() {
  return useCall(getOrganizationInfo, { domain: location.hostname }, { staleMs: 600_000 }).data
}

interface DoorProps {
  title: string
  /** What it is about, below the title. */
  lead?: ReactNode
  children: ReactNode
  /** Beside the door. */
  aside?: ReactNode
  /** For a longer form. */
  wide?: boolean
  /** Whose door it is, where the page knows better than the host. */
  wears?: { name: string; color: string } | undefined
}

/** Every page before the sign-in: the clinic's logo and colour, a title, one thing to do, the languages. */
export function Door({ title, lead, children, aside, wide = false, wears }: DoorProps) {
  const host = useHost()
  const look = wears ? { ...wears, logo: null } : host
  const name = look?.name ?? null
  useEffect(() => {
    document.title = `${name ?? title} · Polyclinic`
  }, [name, title])

  return (
    <BrandTheme color={look?.color}>
      <div className={classes.page} data-aside={aside ? true : undefined}>
        <main className={classes.door} data-wide={wide || undefined}>
          <BrandMark name={name ?? 'Polyclinic'} logoUrl={look?.logo} size={44} />
          <Title order={1} className={classes.title}>
            {title}
          </Title>
          {lead && <p className={classes.lead}>{lead}</p>}
          {children}
          <LanguageLinks />
        </main>
        {aside}
      </div>
    </BrandTheme>
  )
}

/** Each language in its own words, before anybody is signed in. */
function LanguageLinks() {
  const { i18n } = useTranslation()
  return (
    <div className={classes.languages}>
      {languages.map(({ code, name }) => (
        <UnstyledButton
          key={code}
          lang={code}
          className={classes.language}
          aria-pressed={code === i18n.language}
          onClick={() => void i18n.changeLanguage(code)}
        >
          {name}
        </UnstyledButton>
      ))}
    </div>
  )
}

import { Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { getOrganizationInfo } from '#contract/session.ts'
import { useCall } from '../../lib/query.ts'
import { BrandMark } from '../../shared/BrandMark.tsx'
import { BrandTheme } from '../../shared/BrandTheme.tsx'
import { LanguageLinks } from './LanguageLinks.tsx'
import classes from './SignInPage.module.css'

/** Whose door this host is: its name, colour and logo, or nulls. */
export function useHost() {
  return useCall(getOrganizationInfo, { domain: location.hostname }, { staleMs: 600_000 }).data
}

interface DoorFrameProps {
  title: string
  children: ReactNode
  /** Beside the door. */
  aside?: ReactNode
}

/** Every page before the sign-in: the clinic's logo and colour, a title, one thing to do, the languages. */
export function DoorFrame({ title, children, aside }: DoorFrameProps) {
  const host = useHost()
  const name = host?.name ?? null
  useEffect(() => {
    document.title = `${name ?? title} · Polyclinic`
  }, [name, title])

  return (
    <BrandTheme color={host?.color}>
      <div className={classes.page} data-samples={aside ? true : undefined}>
        <main className={classes.door}>
          <BrandMark name={name ?? 'Polyclinic'} logoUrl={host?.logo} size={44} />
          <Title order={1} className={classes.title}>
            {title}
          </Title>
          {children}
          <LanguageLinks />
        </main>
        {aside}
      </div>
    </BrandTheme>
  )
}

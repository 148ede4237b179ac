import { Title, UnstyledButton } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { languages } from '../../lib/i18n.ts'
import { BrandMark } from '../../shared/BrandMark.tsx'
import { BrandTheme } from '../../shared/BrandTheme.tsx'
import classes from './Door.module.css'

/** A public page: the product's mark, a title, one narrow sheet. */
export function Door({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  const { i18n } = useTranslation()
  useEffect(() => {
    document.title = `${title} · Polyclinic`
  }, [title])
  return (
    <BrandTheme color={undefined}>
      <div className={classes.page}>
        <main className={classes.door}>
          <BrandMark name="Polyclinic" size={44} />
          <Title order={1} className={classes.title}>
            {title}
          </Title>
          {lead && <p className={classes.lead}>{lead}</p>}
          {children}
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
        </main>
      </div>
    </BrandTheme>
  )
}

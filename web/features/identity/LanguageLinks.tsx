import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { languages } from '../../lib/i18n.ts'
import classes from './SignInPage.module.css'

/** Each language in its own words, before anybody is signed in. */
export function LanguageLinks() {
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

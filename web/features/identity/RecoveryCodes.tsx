import { Button, CopyButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './SignInPage.module.css'

/** Shown this once: to copy, or to keep as a file. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useTranslation('signIn')
  const text = codes.join('\n')
  return (
    <div className={classes.form}>
      <p className={classes.words}>{t('codesWords')}</p>
      <ul className={classes.codes} dir="ltr">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className={classes.pair}>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? t('copied') : t('copy')}
            </Button>
          )}
        </CopyButton>
        <Button
          variant="default"
          component="a"
          download="polyclinic-recovery-codes.txt"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}
        >
          {t('saveFile')}
        </Button>
      </div>
      <Button onClick={onDone} fullWidth>
        {t('codesDone')}
      </Button>
    </div>
  )
}

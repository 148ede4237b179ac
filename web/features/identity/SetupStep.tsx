import { useTranslation } from 'react-i18next'
import type { TotpSetup } from '#contract/account.ts'
import { CodeStep } from './CodeStep.tsx'
import { QrCode } from './QrCode.tsx'
import classes from './SignInPage.module.css'

interface SetupStepProps {
  setup: TotpSetup
  busy: boolean
  error: unknown
  onGive: (code: string) => void
}

/** Scan, then give the first code: shows that the app has it before anything depends on it. */
export function SetupStep({ setup, busy, error, onGive }: SetupStepProps) {
  const { t } = useTranslation('signIn')
  return (
    <div className={classes.form}>
      <p className={classes.words}>{t('setupWords')}</p>
      <QrCode text={setup.uri} label={t('qrLabel')} />
      <p className={classes.secret}>
        {t('orType')}{' '}
        <code dir="ltr" className={classes.key}>
          {setup.secret.match(/.{4}/g)?.join(' ')}
        </code>
      </p>
      <CodeStep busy={busy} error={error} onGive={onGive} label={t('turnOn')} />
    </div>
  )
}

import { Button, CopyButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './Outside.module.css'

/** A value to be taken somewhere else, letter by letter. */
export function Copyable({ label, value }: { label: string; value: string }) {
  const { t } = useTranslation('settings')
  return (
    <div className={classes.copyable}>
      <span className={classes.hint}>{label}</span>
      <code className={classes.code} dir="ltr">
        {value}
      </code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button size="compact-xs" variant="default" aria-label={t('outside.copyOf', { label })} onClick={copy}>
            {t(copied ? 'outside.copied' : 'outside.copy')}
          </Button>
        )}
      </CopyButton>
    </div>
  )
}

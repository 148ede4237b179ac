import { UnstyledButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Keys } from '../ui/KeyHints.tsx'
import classes from './CommandTrigger.module.css'
import { useOpenCommands } from './commands.ts'

/** Looks like the field it opens; on a phone it is a magnifying glass. */
export function CommandTrigger() {
  const { t } = useTranslation('shell')
  const open = useOpenCommands()
  return (
    <UnstyledButton className={classes.trigger} onClick={() => open()} aria-keyshortcuts="Control+K">
      <IconSearch size={17} stroke={1.7} aria-hidden />
      <span className={classes.words}>{t('command.open')}</span>
      <Keys keys="mod+k" />
    </UnstyledButton>
  )
}

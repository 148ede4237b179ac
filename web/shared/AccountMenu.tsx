import { Popover, SegmentedControl, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { IconKeyboard, IconLogout, IconUserCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { languages } from '../lib/i18n.ts'
import { paths } from '../lib/paths.ts'
import { signOut } from '../lib/session.ts'
import { Initials } from '../ui/Initials.tsx'
import { Keys } from '../ui/KeyHints.tsx'
import classes from './AccountMenu.module.css'
import { usePlace } from './place.ts'

/** Who is signed in, language, light or dark, keys, sign out. A popover, since a menu may hold no switches. */
export function AccountMenu({ onShowKeys }: { onShowKeys: () => void }) {
  const { t } = useTranslation('shell')
  const { session, clinic } = usePlace()
  const { user } = session
  const [opened, setOpened] = useState(false)
  const showKeys = () => {
    setOpened(false)
    onShowKeys()
  }

  return (
    <Popover position="bottom-end" width={272} trapFocus returnFocus opened={opened} onChange={setOpened}>
      <Popover.Target>
        <UnstyledButton
          className={classes.target}
          aria-label={t('account.label', { name: user.fullName })}
          onClick={() => setOpened(!opened)}
        >
          <Initials name={user.fullName} size={30} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} aria-label={t('account.label', { name: user.fullName })}>
        <div className={classes.person}>
          <div className={classes.name}>{user.fullName}</div>
          <bdi className={classes.email}>{user.email}</bdi>
        </div>
        <Choices />
        <div className={classes.acts}>
          {!session.elevation && (
            <Link
              {...(clinic ? paths.accountIn(clinic.id) : paths.account())}
              className={classes.act}
              onClick={() => setOpened(false)}
            >
              <IconUserCircle size={17} stroke={1.6} aria-hidden />
              <span className={classes.words}>{t('account.own')}</span>
            </Link>
          )}
          <UnstyledButton className={classes.act} onClick={showKeys}>
            <IconKeyboard size={17} stroke={1.6} aria-hidden />
            <span className={classes.words}>{t('account.keys')}</span>
            <Keys keys="?" />
          </UnstyledButton>
          <UnstyledButton className={classes.act} onClick={() => void signOut()}>
            <IconLogout size={17} stroke={1.6} className="flips" aria-hidden />
            <span className={classes.words}>{t('account.signOut')}</span>
          </UnstyledButton>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

function Choices() {
  const { t, i18n } = useTranslation('shell')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const looks = [
    { value: 'light', label: t('account.light') },
    { value: 'dark', label: t('account.dark') },
    { value: 'auto', label: t('account.auto') },
  ] as const
  return (
    <>
      <div className={classes.choice}>
        <span className={classes.label}>{t('account.language')}</span>
        <SegmentedControl
          fullWidth
          aria-label={t('account.language')}
          value={i18n.language}
          onChange={(code) => void i18n.changeLanguage(code)}
          data={languages.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </div>
      <div className={classes.choice}>
        <span className={classes.label}>{t('account.look')}</span>
        <SegmentedControl
          fullWidth
          aria-label={t('account.look')}
          value={colorScheme}
          onChange={(look) => setColorScheme(look as (typeof looks)[number]['value'])}
          data={[...looks]}
        />
      </div>
    </>
  )
}

import { Menu, SegmentedControl, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { IconKeyboard, IconLogout } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { languages } from '../lib/i18n.ts'
import { signOut, useSession } from '../lib/session.ts'
import { Initials } from '../ui/Initials.tsx'
import classes from './AccountMenu.module.css'

/** Who is signed in, language, light or dark, keys, sign out. */
export function AccountMenu({ onShowKeys }: { onShowKeys: () => void }) {
  const { t, i18n } = useTranslation('shell')
  const { user } = useSession()
  const { colorScheme, setColorScheme } = useMantineColorScheme()

  return (
    <Menu position="bottom-end" width={272}>
      <Menu.Target>
        <UnstyledButton className={classes.target} aria-label={t('account.label', { name: user.fullName })}>
          <Initials name={user.fullName} size={30} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.person}>
          <div className={classes.name}>{user.fullName}</div>
          <div className={classes.email}>
            <bdi>{user.email}</bdi>
          </div>
        </div>
        <Menu.Divider />
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
            onChange={(scheme) => setColorScheme(scheme as typeof colorScheme)}
            data={[
              { value: 'light', label: t('account.light') },
              { value: 'dark', label: t('account.dark') },
              { value: 'auto', label: t('account.auto') },
            ]}
          />
        </div>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconKeyboard size={17} stroke={1.6} />}
          rightSection={<kbd className={classes.key}>?</kbd>}
          onClick={onShowKeys}
        >
          {t('account.keys')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={17} stroke={1.6} className="flips" />} onClick={() => void signOut()}>
          {t('account.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

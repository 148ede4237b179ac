import { Popover, SegmentedControl, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { IconBuilding, IconCheck, IconKeyboard, IconLogout, IconUserCircle } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiError } from '../lib/api-error.ts'
import { languages } from '../lib/i18n.ts'
import { paths } from '../lib/paths.ts'
import { signOut, switchOrganization, useSession } from '../lib/session.ts'
import { saveUnsaved } from '../lib/unsaved.ts'
import { Keys } from '../ui/KeyHints.tsx'
import { toast } from '../ui/toasts.tsx'
import { UnsavedQuestion } from '../ui/UnsavedQuestion.tsx'
import classes from './AccountMenu.module.css'
import { Face } from './Face.tsx'
import { usePlace, usePlaceName } from './place.ts'

/** Who is signed in, language, light or dark, keys, sign out. A popover, since a menu may hold no switches. */
export function AccountMenu({ onShowKeys }: { onShowKeys: () => void }) {
  const { t } = useTranslation('shell')
  const { session, clinic } = usePlace()
  const { user } = session
  const [opened, setOpened] = useState(false)
  const [asking, setAsking] = useState(false)
  const leave = async () => {
    if (await saveUnsaved()) return signOut()
    setOpened(false)
    setAsking(true)
  }
  const showKeys = () => {
    setOpened(false)
    onShowKeys()
  }

  return (
    <>
      <UnsavedQuestion
        opened={asking}
        body={t('unsaved.signingOut')}
        onStay={() => setAsking(false)}
        onLeave={() => void signOut()}
      />
      <Popover position="bottom-end" width={272} trapFocus returnFocus opened={opened} onChange={setOpened}>
        <Popover.Target>
          <UnstyledButton
            className={classes.target}
            aria-label={t('account.label', { name: user.fullName })}
            onClick={() => setOpened(!opened)}
          >
            <Face name={user.fullName} photo={user.photo} of="own" size={30} />
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown className={classes.dropdown} aria-label={t('account.label', { name: user.fullName })}>
          <div className={classes.person}>
            <div className={classes.name}>{user.fullName}</div>
            <bdi className={classes.email}>{user.email}</bdi>
          </div>
          <Choices />
          {session.otherOrganizations.length > 0 && <OtherOrganizations onGone={() => setOpened(false)} />}
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
            <UnstyledButton className={classes.act} onClick={() => void leave()}>
              <IconLogout size={17} stroke={1.6} className="flips" aria-hidden />
              <span className={classes.words}>{t('account.signOut')}</span>
            </UnstyledButton>
          </div>
        </Popover.Dropdown>
      </Popover>
    </>
  )
}

/** Where else this person works; going there asks for no new password. */
export function OtherOrganizations({ onGone }: { onGone: () => void }) {
  const { t } = useTranslation('shell')
  const { organization, otherOrganizations } = useSession()
  const placeName = usePlaceName()
  const change = useMutation<unknown, ApiError, string>({
    mutationFn: switchOrganization,
    onSuccess: onGone,
    onError: (error) => toast.refused(error),
  })
  return (
    <fieldset className={classes.acts}>
      <legend className={classes.legend}>{t('account.organizations')}</legend>
      <div className={classes.here}>
        <IconCheck size={17} stroke={1.8} aria-hidden />
        <span className={classes.words}>
          <bdi>{placeName(organization)}</bdi>
        </span>
      </div>
      {otherOrganizations.map(({ id, name }) => (
        <UnstyledButton
          key={id}
          className={classes.act}
          disabled={change.isPending}
          aria-label={t('account.goTo', { name: placeName({ id, name }) })}
          onClick={() => change.mutate(id)}
        >
          <IconBuilding size={17} stroke={1.6} aria-hidden />
          <span className={classes.words}>
            <bdi>{placeName({ id, name })}</bdi>
          </span>
        </UnstyledButton>
      ))}
    </fieldset>
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

import { Button, Drawer } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ClinicDoctor, SavedSession } from '#contract/schedule.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import classes from './SettingsPage.module.css'
import { useSessionWords } from './use-session-words.ts'

interface SavedElsewhereProps {
  doctor: ClinicDoctor
  saved: SavedSession
  onClose: () => void
}

/** The session is saved, and the doctor works at another branch at the same hours: said before the drawer closes. */
export function SavedElsewhere({ doctor, saved, onClose }: SavedElsewhereProps) {
  const { t } = useTranslation('settings')
  const words = useSessionWords()
  return (
    <Drawer opened onClose={onClose} title={doctor.fullName} size="md">
      <div className={classes.form} role="alert">
        <StatusBadge tone="warn" shape="alert">
          {t('doctors.elsewhereTitle')}
        </StatusBadge>
        <p className={classes.hint}>{t('doctors.elsewhereBody', { session: words(saved.session) })}</p>
        <ul style={{ margin: 0 }}>
          {saved.warnings.map((other) => (
            <li key={`${other.clinicName} ${other.startsMinute}`}>
              <strong>
                <bdi>{other.clinicName}</bdi>
              </strong>
              : {words({ ...other, validFrom: null, validTo: null })}
            </li>
          ))}
        </ul>
        <div>
          <Button data-autofocus onClick={onClose}>
            {t('doctors.understood')}
          </Button>
        </div>
      </div>
    </Drawer>
  )
}
